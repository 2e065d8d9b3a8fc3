# Tuples: making, indexing, comparing, printing, destructuring.
t = (1, 2.5, "three", 'f', true, nothing)
println(t)
println(t[1], " ", t[2], " ", t[3], " ", t[end], " ", length(t))
println((), " ", (1,), " ", (1, 2), " ", ((1, 2), (3, (4, 5))), " ", ("a",))
a, b = 1, 2
println(a, " ", b)
a, b = b, a
println(a, " ", b)
(x, y), z = (10, 20), 30
println(x + y + z)
p, q, r = (7, 8.5, "nine")
println(p, " ", q, " ", r)
_, second = (1, 2)
println(second)

minmax_of(v) = begin
    lo = hi = v[1]
    for e in v
        e < lo && (lo = e)
        e > hi && (hi = e)
    end
    lo, hi
end
lo, hi = minmax_of([3, 1, 4, 1, 5, 9, 2, 6])
println(lo, " ", hi, " ", minmax_of([2.5, -1.0]))

function fibonacci(n)
    a, b = 0, 1
    for i in 1:n
        a, b = b, a + b
    end
    a
end
println(fibonacci(50))

for e in (1, "two", 3.0)
    println(e)
end
for (name, value) in (("one", 1), ("two", 2))
    println(name, " = ", value)
end
println((1, 2) == (1, 2), " ", (1, 2) == (1, 3), " ", (1, 2) < (2, 1), " ", (1, "a") == (1, "a"), " ", () == ())
println(first(t), " ", last(t), " ", isempty(()), " ", isempty(t), " ", 2.5 in t)
println(typeof((1,)), " ", typeof(()), " ", (1, 2) isa Tuple, " ", (1, 2) isa Tuple{Int64, Int64})
println(map(x -> x * 2, (1, 2.5)), " ", reverse((1, 2, 3)), " ", sum((1, 2, 3)))
show(("a", 'b', 1.0f0, 0x01, :s)); println()
swap((a, b)) = (b, a)
println(swap((1, "x")))
function multi()
    return 1, "b", [3]
end
m = multi()
println(m, " ", m[3][1])
i, v = divrem(17, 5)
println(i, " ", v)
s = (1, 2, 3)
u = (s..., 4, s...)
println(u, " ", length(u), " ", u[2:4])
w = [(1, 'a'), (2, 'b')]
println(w, " ", w[2][2])
