# Named tuples.
nt = (a=1, b="two", c=3.0)
println(nt)
println(nt.a, " ", nt.b, " ", nt.c)
println(nt[1], " ", nt[:b], " ", nt[end])
println(length(nt), " ", keys(nt), " ", values(nt))
println((x=1,), " ", NamedTuple(), " ", (; ))
a, b = 1, 2
println((; a, b), " ", (; a, z=b), " ", (; nt.a, nt.c))
println((; nt..., d=4), " ", (; nt..., a=10), " ", (; a=0, nt...), " ", (p=1, nt...))
println(merge(nt, (b=5, e=6)), " ", merge((a=1,), (b=2,), (c=3,)))
for x in nt
    println(x)
end
for (k, v) in pairs(nt)
    println(k, " => ", v)
end
x, y, z = nt
println(x, y, z)
println(nt == (a=1, b="two", c=3.0), " ", nt == (a=1,), " ", (a=1, b=2) == (b=2, a=1))
println((a=1, b=2) < (a=1, b=3), " ", isequal((a=NaN,), (a=NaN,)))
println(haskey(nt, :a), " ", haskey(nt, :q), " ", get(nt, :a, 0), " ", get(nt, :q, 0))
println(map(x -> x * 2, (a=1, b=2)), " ", map(+, (a=1, b=2), (a=10, b=20)))
println(NamedTuple{(:p, :q)}((1, 2)), " ", NamedTuple{(:a, :c)}(nt))
println((a=nothing, b=(c=1, d=[1, 2])))
println([(a=1, b=2), (a=3, b=4)][2])
println((a=1.5f0, b='c', c=:sym, d=true))
function stats(v)
    lo, hi = extrema(v)
    (min=lo, max=hi, mean=sum(v) / length(v))
end
s = stats([3, 1, 2])
println(s.min, " ", s.max, " ", s.mean)
points = [(x=i, y=i^2) for i in 1:3]
println(sum(p.y for p in points))
println(isempty((;)), " ", first(nt), " ", last(nt))
try
    nt.q
catch e
    println(typeof(e))
end
println(in(1, (a=1, b=2)), " ", NamedTuple{(:a, :b), Tuple{Float64, Int}}((1, 2)))
println((var"odd name"=1,).var"odd name")
