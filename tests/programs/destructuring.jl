# Destructuring: nested, properties, swaps, in loops and arguments, with places as targets.
a, b = 1, 2
println(a, b)
a, b = b, a
println(a, b)
(c, (d, e)), f = (1, (2, 3)), 4
println(c, d, e, f)
x, y, z = [10, 20, 30]
println(x + y + z)
p, q = "hé"
println(p, "|", q)
first_, = (7, 8)
println(first_)
i, _, k = 1:3
println(i, k)
v = [1, 2, 3]
v[1], v[3] = v[3], v[1]
println(v)
v[1:2] .= 0
mutable struct Point
    x::Int
    y::Float64
end
pt = Point(1, 2)
pt.x, pt.y = 5, 6
println(pt.x, " ", pt.y)
pt.x, v[2], w = 7, 8, 9
println(pt.x, " ", v, " ", w)
pt.x += 1
pt.y *= 2
v[3] -= 1
v[end] += 10
println(pt.x, " ", pt.y, " ", v)
m = [1 2; 3 4]
m[1, 2] += 5
m[end, end] *= 2
println(m)
function swap(t)
    l, r = t
    r, l
end
println(swap((1, "a")))
dist((x1, y1), (x2, y2)) = abs(x1 - x2) + abs(y1 - y2)
println(dist((1, 2), (4, 6)))
for (n, (s, t)) in enumerate([(1, 2), (3, 4)])
    println(n, " ", s, " ", t)
end
for (key, value) in pairs((u=1, v=2))
    println(key, value)
end
h((n, m)::Tuple{Int, Int}, o=1) = n + m + o
println(h((1, 2)), " ", h((1, 2), 10))
g = ((n, m),) -> n * m
println(g((3, 4)), " ", map(((n, m),) -> n - m, [(5, 1), (7, 2)]))
foreach([(1, 2), (3, 4)]) do (n, m)
    println(n, ":", m)
end
r = s = t = 5
println(r + s + t)
fib(n) = begin
    lo, hi = 0, 1
    for _ in 1:n
        lo, hi = hi, lo + hi
    end
    lo
end
println(fib(50))
value = (aa, bb) = (1, 2)
println(value, aa, bb)
(n1, m1), o1 = [3, 4], 5
println(n1, m1, o1)
try
    j1, j2, j3 = (1, 2)
catch err
    println(typeof(err))
end
let (l1, l2) = (1, 2), l3 = 3
    println(l1 + l2 + l3)
end
idx = (1, 2)
m[idx...] = 100
m[idx...] += 1
println(m)
