# Dictionaries: construction, access, update, iteration, merging, filtering.
stock = Dict("apples" => 3, "pears" => 0, "plums" => 12)
println(length(stock), " ", stock["apples"], " ", haskey(stock, "pears"), " ", get(stock, "kiwis", -1))
stock["kiwis"] = 7
stock["apples"] += 10
for name in sort(collect(keys(stock)))
    println(rpad(name, 8), lpad(stock[name], 3))
end
try
    stock["melons"]
catch e
    println(e isa KeyError, " ", e.key, " ", e)
end
println(sum(values(stock)), " ", maximum(values(stock)), " ", sort(collect(values(stock))))
println(delete!(stock, "pears") === stock, " ", pop!(stock, "plums"), " ", pop!(stock, "none", 0), " ", length(stock))
println(get!(stock, "figs", 1), " ", get!(stock, "figs", 99), " ", get!(() -> 5, stock, "nuts"))
total = 0
for (k, v) in stock
    global total += v
end
println(total, " ", isempty(Dict()), " ", Dict(:a => 1), " ", Dict{String,Int}() == Dict())
squares = Dict(n => n^2 for n in 1:5)
println([squares[n] for n in 1:5], " ", Dict(zip("abc", 1:3))['b'], " ", Dict([(1, 'x'), (2, 'y')])[2])
println(sort(collect(filter(p -> p.second > 5, squares))), " ", filter(((k, v),) -> k == 2, squares))
println(merge(squares, Dict(1 => 100, 9 => 81))[1], " ", mergewith(+, Dict(:a => 1), Dict(:a => 5, :b => 2))[:a])
inverse = Dict(v => k for (k, v) in squares)
println(inverse[16], " ", [k for (k, v) in squares if v == 25], " ", findfirst(==(9), squares))
nested = Dict("x" => Dict("y" => [1, 2]))
push!(nested["x"]["y"], 3)
println(nested["x"]["y"], " ", keytype(squares), " ", valtype(squares), " ", eltype(squares) == Pair{Int,Int})
map!(v -> v + 1, values(squares))
println([squares[n] for n in 1:5], " ", 3 in keys(squares), " ", 10 in values(squares), " ", (1 => 2) in squares)
empty!(squares)
println(squares == Dict(), " ", length(squares), " ", copy(stock) == stock, " ", isequal(Dict(1 => NaN), Dict(1 => NaN)))
anyd = Dict{Any,Any}(1 => "int", "1" => "string", 1.5 => :float, (1, 2) => nothing, [1] => 'v')
println(anyd[1], anyd["1"], anyd[1.5], anyd[(1, 2)], anyd[[1]], " ", anyd[1.0])
p = :key => [1, 2]
k, v = p
println(p, " ", k, " ", v, " ", p.first, " ", first(p), last(p), " ", p[1], " ", typeof(p) <: Pair)
println(any(p -> p[2] == "int", anyd), " ", count(p -> p[1] isa Number, anyd), " ", reduce(+, values(Dict(1 => 2, 3 => 4))))
