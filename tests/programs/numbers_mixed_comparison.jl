# Comparisons of integers of every width with floats are exact; powers of numbers of one's own; splatted matrices.
for x in (Int128(10)^30, typemax(Int64), typemax(UInt64), typemax(Int128), typemin(Int128), 2^53 + 1, 16777217, -5, Int128(0))
    for f in (1e30, 2.0^63, 2.0^64, 1.7014118346046923e38, 2.0^53, 1.6777216f7, -5.0, -0.0, NaN, Inf, -Inf32)
        print(Int(x == f), Int(x < f), Int(x <= f), Int(f < x), Int(f <= x), Int(isequal(x, f)), " ")
    end
    println()
end
struct Counted <: Integer
    v::Int
end
Base.:*(a::Counted, b::Counted) = Counted(a.v * b.v)
println(Counted(3)^5, " ", Counted(2)^1, " ", Counted(2)^10)
println(promote(1, 2.0, 0x03, 4), " ", 2^10, " ", 1.5^3, " ", 7^0, " ", Int128(3)^50)
m = [1 2; 3 4]
println([m...], " ", max(m...), " ", (m...,), " ", string(m...))
iterated(c) = [a for (i, a) in enumerate(["x", "y"]) if i > c]
println(iterated(1), " ", iterated(5))
function last_item(xs)
    next = iterate(xs)
    found = nothing
    while next !== nothing
        found = next[1]
        next = iterate(xs, next[2])
    end
    found
end
println(last_item(enumerate("abc")), " ", last_item(Int[]) === nothing, " ", last_item([1.5, 2.5]))
