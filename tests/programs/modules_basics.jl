# Modules: exports, qualified names, nesting, imports and extension of functions.
module Geometry
export area, Square
"A square."
struct Square
    side::Float64
end
area(s::Square) = s.side^2
perimeter(s::Square) = 4 * s.side
const UNIT = Square(1)
module Inner
    secret() = 42
    using ..Geometry: Square, area
    double_area(s) = 2 * area(s)
end
end
using .Geometry
s = Square(3)
println(area(s), " ", Geometry.perimeter(s), " ", Geometry.UNIT, " ", Geometry.Inner.secret(), " ", Geometry.Inner.double_area(s))
module Extension
import ..Geometry: area, perimeter
struct Disc
    radius::Float64
end
area(d::Disc) = 3 * d.radius^2
perimeter(d::Disc) = 6 * d.radius
end
println(area(Extension.Disc(2)), " ", Geometry.perimeter(Extension.Disc(2)), " ", area(Square(2)))
module Counter
count = 0
function bump!(by=1)
    global count += by
end
reset!() = (global count = 0)
end
Counter.bump!()
Counter.bump!(5)
println(Counter.count, " ", Counter.reset!(), " ", Counter.count)
import .Counter: bump!
println(bump!(3), " ", Counter.count)
module Shapes
abstract type Shape end
name(::Shape) = "shape"
module Round
    import ..Shape, ..name
    struct Ball <: Shape end
    name(::Ball) = "ball"
end
using .Round: Ball
describe(x) = "a " * name(x)
end
println(Shapes.describe(Shapes.Ball()), " ", Shapes.Ball === Shapes.Round.Ball, " ", Shapes.Ball() isa Shapes.Shape)
println(nameof(Geometry), " ", Geometry isa Module, " ", parentmodule(Geometry.Inner) === Geometry, " ", isdefined(Geometry, :area), " ", isdefined(Geometry, :nothing_here))
module Constants
export GRAVITY
const GRAVITY = 9.81
const TABLE = Dict(:earth => 9.81, :moon => 1.62)
weight(m, place=:earth) = m * TABLE[place]
macro heavy(x)
    :($(esc(x)) > GRAVITY)
end
export @heavy
end
using .Constants
println(GRAVITY, " ", Constants.weight(10), " ", Constants.weight(10, :moon), " ", @heavy(12), " ", @heavy 3)
baremodule_free = 1
println(baremodule_free, " ", Main.baremodule_free, " ", @__MODULE__() === Main)
