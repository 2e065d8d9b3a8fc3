# A roster with grades, a directory of phone numbers, and a shopping basket: dictionaries of vectors and sets.
const School = Dict{Int,Vector{String}}

add!(s::School, name, grade) = (push!(get!(s, grade, String[]), name); sort!(s[grade]); s)
grade(s::School, n) = get(s, n, String[])
roster(s::School) = [(g, names) for (g, names) in sort(collect(s), by = first)]
function Base.show(io::IO, ::MIME"text/plain", s::School)
    for (g, names) in roster(s)
        println(io, "grade ", g, ": ", join(names, ", ", " and "))
    end
end

s = School()
for (name, g) in [("Jim", 3), ("Ann", 2), ("Charlie", 3), ("Bo", 2), ("Zoe", 1), ("Anna", 2)]
    add!(s, name, g)
end
show(stdout, MIME("text/plain"), s)
println(grade(s, 2), grade(s, 9))
push!(grade(s, 9), "nobody")
println(haskey(s, 9), " ", length(s), " ", sum(length, values(s)), " ", maximum(keys(s)))

# Invert, group, count.
function group_by(f, xs)
    groups = Dict{Any,Vector{eltype(xs)}}()
    for x in xs
        push!(get!(groups, f(x), eltype(xs)[]), x)
    end
    return groups
end
words = ["apple", "bob", "cat", "alice", "dog", "banana", "eve"]
by_length = group_by(length, words)
for k in sort(collect(keys(by_length)))
    println(k, " => ", by_length[k])
end
by_letter = group_by(first, words)
println([k => v for (k, v) in sort(collect(by_letter), by = p -> p.first)[1:2]] == ['a' => ["apple", "alice"], 'b' => ["bob", "banana"]])
inverted = Dict(v => k for (k, vs) in by_length for v in vs)
println(inverted["banana"], " ", inverted["cat"], " ", length(inverted))
println(map(p -> p.second, sort(collect(group_by(iseven, 1:7)), by = last)))

phone = Dict("ann" => 123, "bob" => 456)
phone["cid"] = 789
merged = merge(phone, Dict("ann" => 1, "dan" => 2))
println(sort(collect(merged)))
println(merge(+, Dict(:a => 1, :b => 2), Dict(:b => 3, :c => 4)) == Dict(:a => 1, :b => 5, :c => 4))
println(pop!(phone, "bob"), " ", pop!(phone, "nobody", -1), " ", get(phone, "bob", 0), " ", length(phone))
try
    pop!(phone, "bob")
catch e
    println(e)
end
println(filter(p -> p.second > 200, phone), " ", filter(((k, v),) -> k == "ann", phone))
delete!(phone, "ann")
println(length(phone), " ", isempty(delete!(phone, "cid")))
println(keytype(phone), " ", valtype(phone), " ", eltype(phone) == Pair{String,Int})

basket = Dict{Symbol,Int}()
prices = (apple = 30, pear = 45, fig = 80)
for item in [:apple, :fig, :apple, :pear, :apple]
    basket[item] = get(basket, item, 0) + 1
end
for item in sort!(collect(keys(basket)))
    println(rpad(item, 6), lpad(basket[item], 3), lpad(basket[item] * prices[item], 6))
end
println("total ", sum(n * getproperty(prices, item) for (item, n) in basket))
println(findall(==(1), basket) |> sort, " ", count(>(1), values(basket)), " ", any(p -> p[2] == 3, basket))
println(mapreduce(p -> p[2], max, basket), " ", sum(values(basket)), " ", (:apple => 3) in basket, " ", :fig in keys(basket))
println([k for (k, v) in sort(collect(basket), by = x -> x[2], rev = true)][1])
map!(v -> 10v, values(basket))
println(sort(collect(values(basket))))
