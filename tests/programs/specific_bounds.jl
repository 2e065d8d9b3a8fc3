# A type given by name is more specific than a variable with a bound; bounds checks take Cartesian indices.
abstract type Measure end
struct Metre{T<:Real} <: Measure
    value::T
end
to(::Type{Metre}, m::Measure) = "by name"
to(::Type{T}, m::T) where {T<:Measure} = "by variable"
to(::Type{T}, m) where {T} = "any"
println(to(Metre, Metre(1)), ", ", to(Metre{Int}, Metre(1)), ", ", to(Metre{Int}, Metre(1.5)), ", ", to(Int, 3))
pair(a::T, b::T) where {T<:Real} = "alike"
pair(a::Int, b::Real) = "integer first"
println(pair(1, 2.0), ", ", pair(1.5, 2.5), ", ", pair(0x01, 0x02))
a = [1 2; 3 4]
println([checkbounds(Bool, a, CartesianIndex(i, 1)) for i in 0:3], " ", checkbounds(Bool, a, CartesianIndex(1), 2))
println(checkbounds(Bool, a, [CartesianIndex(1, 1), CartesianIndex(2, 3)]), " ", checkbounds(Bool, a, CartesianIndices(a)))
println(checkindex(Bool, 1:3, 3), checkindex(Bool, 1:3, 4), checkindex(Bool, 2:3, 1))
module Shapes
export area, Square
struct Square
    side::Int
end
area(s::Square) = s.side^2
hidden() = 1
end
println(names(Shapes), " ", :hidden in names(Shapes, all = true), " ", :hidden in names(Shapes))
