# Ranges as values: in vectors, structs, arguments; sized integers; loops over their parts.
function spans(v, r)
    s = zero(eltype(v))
    for i in r
        s += v[i]
    end
    s
end
v = collect(10:10:100)
println(spans(v, 1:3), " ", spans(v, 10:-3:1), " ", spans(v, 5:4), " ", spans([0.5, 1.5], 1:2))
println(Int8(1):Int8(3), " ", typeof(first(Int8(1):Int8(3))), " ", collect(UInt8(250):UInt8(255)))
struct Span
    r::UnitRange{Int64}
end
s = Span(2:5)
println(s, " ", length(s.r), " ", s.r[2], " ", sum(s.r))
println((1:10)[2:2:8], " ", (1:2:20)[3], " ", (1:2:20)[2:4], " ", reverse(10:-2:1))
println(isempty(3:2), " ", 3 in 1:2:9, " ", 4 in 1:2:9, " ", 2.0 in 1:3, " ", 2.5 in 1:3)
println(maximum(1:2:10), " ", minimum(10:-3:1), " ", extrema(4:9), " ", length(10:-3:1))
for r in [1:2, 5:4, 0:3]
    print(r, "=", length(r), " ")
end
println()
println([i for i in 10:-2:1], " ", [2i for i in 0:3], " ", map(x -> x + 1, 1:3))
println(typemin(Int64):typemin(Int64)+1, " ", length(typemax(Int64)-3:typemax(Int64)))
println(first(1:5) + last(1:5), " ", step(1:5), " ", step(9:-3:0), " ", 1:5 == 1:1:5)
i = 0
for i in 1:3 end
println(i)
