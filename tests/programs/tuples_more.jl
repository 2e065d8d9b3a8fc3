# Tuples in functions, vectors, loops and structs.
function stats(v)
    lo, hi, total = v[1], v[1], zero(v[1])
    for x in v
        lo = min(lo, x)
        hi = max(hi, x)
        total += x
    end
    (lo, hi, total / length(v))
end
lo, hi, average = stats([3, 9, 4])
println(lo, " ", hi, " ", average, " ", stats([0.5]))
points = [(1, 2), (3, 4), (5, 6)]
s = 0
for (x, y) in points
    global s += x * y
end
println(s)
push!(points, (7, 8))
println(points[end], " ", points[1][2], " ", length(points))
((a, b), c) = ((1, "two"), [3])
println(a, b, c)
f(t::Tuple{Int64, Int64}) = "pair"
f(t::Tuple) = string("tuple of ", length(t))
println(f((1, 2)), " ", f((1, 2.0)), " ", f(()), " ", f((1, 2, 3)))
g((x, y)) = x + y
println(g((1, 2)), " ", map(g, [(1, 2), (3, 4)]))
t = (1, (2, (3, 4)))
println(t[2][2][1], " ", t == (1, (2, (3, 4))), " ", isless((1, 2), (1, 3)), " ", max((1, 'a'), (1, 'b')))
function rotate(t)
    a, b, c = t
    (b, c, a)
end
println(rotate((1, "x", 2.5)), " ", rotate(rotate((1, 2, 3))))
println((("a",)...,), " ", (1:3...,), " ", [(1, 2)..., 3])
x = 1
(x, z) = (x + 1, x + 2)
println(x, z)
v = [1, 2, 3]
v[1], v[3] = v[3], v[1]
println(v)
first, second = "ab"
println(first, second)
