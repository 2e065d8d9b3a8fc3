# Geometry with abstract types, traits as values, and functions that work on pairs.
abstract type Shape{T<:Real} end
struct Circle{T} <: Shape{T}
    x::T
    y::T
    r::T
end
struct Square{T} <: Shape{T}
    x::T
    y::T
    side::T
end
Square(x::T, y::T) where {T} = Square(x, y, one(T))
Circle(x::Int, y::Int, r::Float64) = Circle(float(x), float(y), r)
Circle(x::Float64, y::Int, r::Int) = Circle(x, float(y), float(r))
abstract type Roundness end
struct Round <: Roundness end
struct Angular <: Roundness end
Roundness(::Type{<:Circle}) = Round()
Roundness(::Type{<:Square}) = Angular()
Roundness(s::Shape) = Roundness(typeof(s))
describe(s) = describe(Roundness(s), s)
describe(::Round, s) = "a round thing of area $(round(area(s), digits=3))"
describe(::Angular, s) = "an angular thing of area $(area(s))"
area(c::Circle) = π * c.r^2
area(s::Square) = s.side^2
overlap(a::Circle, b::Circle) = hypot(a.x - b.x, a.y - b.y) <= a.r + b.r
overlap(a::Square, b::Square) = abs(a.x - b.x) * 2 < a.side + b.side && abs(a.y - b.y) * 2 < a.side + b.side
function overlap(a::Circle, b::Square)
    dx = max(abs(a.x - b.x) - b.side / 2, 0)
    dy = max(abs(a.y - b.y) - b.side / 2, 0)
    dx^2 + dy^2 <= a.r^2
end
overlap(a::Square, b::Circle) = overlap(b, a)
coordinate_type(::Shape{T}) where {T} = T
c1, c2, s1, s2 = Circle(0, 0, 1), Circle(1.5, 0, 1), Square(3.0, 0.0), Square(0, 2, 4)
for s in (c1, c2, s1, s2)
    println(describe(s), " ", coordinate_type(s))
end
shapes = [c1, c2, s1, s2]
for i in 1:4
    println(join([i == j ? "-" : overlap(shapes[i], shapes[j]) ? "X" : "." for j in 1:4], " "))
end
println(c1 isa Circle{Int}, " ", c2 isa Shape{Float64}, " ", c1 isa Shape{Float64}, " ", Circle{Int} <: Shape{<:Integer})
println(eltype(shapes) == Shape, " ", sum(area, shapes) > 20, " ", maximum(area, shapes))
scale(s::S, k) where {S<:Square} = S(s.x, s.y, s.side * k)
println(scale(s2, 3), " ", Base.typename(Circle).name)
