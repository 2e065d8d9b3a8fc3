# Modules: exports, using, import, nested modules, qualified names, methods of another module's functions.
module Shapes
export area, Shape, Square
abstract type Shape end
struct Square <: Shape
    side::Float64
end
struct Circle <: Shape
    radius::Float64
end
const factor = 2
counter = 0
area(s::Square) = s.side^2
area(c::Circle) = 3.0 * c.radius^2
perimeter(s::Square) = 4 * s.side
function tick()
    global counter += 1
end
module Inner
export deep
deep() = "deep"
hidden() = "hidden in $(string(@__MODULE__))"
using ..Shapes: factor
scaled(x) = x * factor
end
using .Inner
both() = deep() * "!"
end

using .Shapes
println(area(Square(3)))
println(Shapes.area(Shapes.Circle(1)))
println(Shapes.perimeter(Square(2)))
println(Shapes.both(), " ", Shapes.Inner.hidden(), " ", Shapes.Inner.scaled(21))
Shapes.tick(); Shapes.tick()
println(Shapes.counter, " ", Shapes.factor)
println(Square(1), " ", Shapes.Circle(2.0), " ", Square, " ", Shapes.Circle)
println(Shapes, " ", Shapes.Inner, " ", typeof(Shapes), " ", parentmodule(Shapes.Inner) === Shapes)

import .Shapes: perimeter
struct Tri <: Shape
    a::Float64
end
perimeter(t::Tri) = 3 * t.a
Shapes.area(t::Tri) = t.a
println(perimeter(Tri(2)), " ", area(Tri(5)), " ", Shapes.perimeter(Tri(1)))

import Base: show, +
Base.length(s::Square) = 4
show(io::IO, s::Square) = print(io, "Square of side ", s.side)
+(a::Square, b::Square) = Square(a.side + b.side)
println(Square(1) + Square(2), " ", length(Square(1)))

module Tools
import ..Shapes
using ..Shapes: Square, area
export @double, helper
helper(x) = x + 1
total(list) = sum(map(area, list))
big(x) = Shapes.factor * x
macro double(x)
    :(helper($(esc(x))) * 2)
end
end
using .Tools: @double, total
println(total([Square(1), Square(2)]), " ", Tools.big(10), " ", @double 4)
println(Tools.@double(1))
println(Base.max(1, 2), " ", Main.total === Tools.total, " ", isdefined(Main, :total), " ", isdefined(Tools, :nothing_here))
println(nameof(Tools), " ", fullname(Shapes.Inner))
println(eval(:(1 + 1)), " ", Core.eval(Shapes, :factor), " ", Shapes.eval(:(factor * 3)))
module Empty end
println(Empty)
try
    Shapes.missing_name
catch e
    println(typeof(e), " ", e.var)
end
