# Immutable structs.
struct Point
    x::Float64
    y::Float64
end
p = Point(1.0, 2.0)
q = Point(3, 4)
println(p, " ", q, " ", p.x, " ", q.y)
add(a::Point, b::Point) = Point(a.x + b.x, a.y + b.y)
println(add(p, q), " ", p == q, " ", p === Point(1, 2), " ", p == Point(1.0, 2.0))
norm(p::Point) = sqrt(p.x^2 + p.y^2)
println(norm(q))

struct Line
    from::Point
    to::Point
    name::String
end
l = Line(p, q, "diagonal")
println(l)
println(l.to.y - l.from.y, " ", l.name)

struct Anything
    a
    b
end
println(Anything(1, "two"), " ", Anything([1, 2], (3, 4)), " ", Anything(nothing, 'c'))
println(typeof(Anything(1, 2).a), " ", Anything(1, 2).b + 1)

struct Empty end
println(Empty(), " ", Empty() === Empty(), " ", Empty)

struct Small
    a::Int8
    b::Bool
    c::Char
    d::Float32
    e::UInt16
end
s = Small(1, true, 'x', 2.5, 7)
println(s, " ", s.a + 1, " ", s.d * 2)
show(s); println()

points = [Point(i, i^2) for i in 1:3]
println(points)
println(points[2].y, " ", length(points))
t = 0.0
for pt in points
    global t += pt.x
end
println(t)
push!(points, Point(0.5, 0.5))
println(points[end], " ", (p, 1), " ", [Anything(1, 2)])

struct Node
    value::Int
    next::Union{Node, Nothing}
end
list = Node(1, Node(2, Node(3, nothing)))
function total(n)
    s = 0
    while n !== nothing
        s += n.value
        n = n.next
    end
    s
end
println(total(list), " ", list.next.value)
println(list.next.next)
println(p isa Point, " ", p isa Line, " ", typeof(p), " ", typeof(l.name))
println(fieldcount(Point), " ", nfields(p), " ", getfield(p, :x), " ", getfield(p, 2))
