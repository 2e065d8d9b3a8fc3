# An abstract type with several structs, and dispatch over a vector of them.
abstract type Shape end
struct Circle <: Shape
    r::Float64
end
struct Rect <: Shape
    w::Float64
    h::Float64
end
struct Group <: Shape
    parts::Vector{Shape}
end
area(c::Circle) = 3.0 * c.r^2
area(r::Rect) = r.w * r.h
function area(g::Group)
    total = 0.0
    for p in g.parts
        total += area(p)
    end
    total
end
name(::Shape) = "shape"
name(::Circle) = "circle"
name(::Rect) = "rectangle"
shapes = Shape[Circle(1), Rect(2, 3), Circle(0.5)]
push!(shapes, Group([Rect(1, 1), Circle(2)]))
for s in shapes
    println(name(s), " ", area(s))
end
println(sum(area, shapes), " ", maximum(area, shapes))
println(shapes[1] isa Circle, " ", shapes[2] isa Shape, " ", Circle <: Shape, " ", Rect <: Circle)
largest = shapes[1]
for s in shapes
    if area(s) > area(largest)
        global largest = s
    end
end
println(name(largest))
println(Rect(1, 2), " ", Shape[Circle(1)])
