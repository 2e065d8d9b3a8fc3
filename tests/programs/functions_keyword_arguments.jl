# Keyword arguments in every form: defaults that see others, required, splatted, passed on.
function describe(name; greeting="Hello", mark='!', times::Int=1)
    repeat("$greeting, $name$mark", times)
end
println(describe("Ann"), " ", describe("Bob", greeting="Bye"), " ", describe("C"; times=2, mark='?'))
area(; width, height=width) = width * height
println(area(width=3), " ", area(height=2, width=5))
try
    area()
catch e
    println(e isa UndefKeywordError, " ", e.var)
end
try
    describe("x", colour=1)
catch e
    println(e isa MethodError)
end
collect_all(args...; kwargs...) = (args, ["$k=$v" for (k, v) in kwargs])
println(collect_all(1, 2, a=3, b="x"), " ", collect_all()[1])
wrapper(x; kw...) = describe(x; kw..., mark='.')
println(wrapper("D", greeting="Hi"), " ", wrapper("E"))
options = (greeting = "Hej", times = 1)
println(describe("F"; options...), " ", describe("G"; Dict(:mark => '#')...))
greeting = "Outer"
println(describe("H"; greeting), " ", describe("I"; greeting, mark=';')) 
f(x, y=2x; z=x + y) = (x, y, z)
println(f(1), " ", f(1, 5), " ", f(1, z=0), " ", f(1, 1; z=9))
g = (x; scale=10) -> x * scale
println(g(2), " ", g(2, scale=3))
function outer(; verbose=false, rest...)
    verbose && println("keywords: ", join(sort(collect(keys(rest))), ","))
    length(rest)
end
println(outer(), " ", outer(a=1, b=2), " ", outer(verbose=true, q=1, p=2))
typed(; n::Integer=1, s::Union{String,Nothing}=nothing) = (n, s)
println(typed(), " ", typed(n=0x05, s="t"))
try
    typed(n="no")
catch e
    println(e isa TypeError)
end
struct Plot
    title::String
    xs::Vector{Float64}
end
Plot(xs; title="untitled") = Plot(title, xs)
println(Plot([1, 2]).title, " ", Plot([1.5], title="t").title)
shadow(; x=1, y=x + 1) = (x = 10x; (x, y))
println(shadow(), " ", shadow(x=5), " ", shadow(y=0))
println(sort([3, 1, 2], rev=true), " ", round(3.14159, digits=2), " ", parse(Int, "ff", base=16), " ", string(10, base=2, pad=6), " ", join(["a"], ""))
apply_with(f, args...; kw...) = f(args...; kw...)
println(apply_with(sort, [2, 3, 1]; by=x -> -x), " ", apply_with(describe, "Z"; times=1))
