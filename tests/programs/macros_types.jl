# @enum, @kwdef, version numbers, @. and other macros of Base.
@enum Color red green=5 blue
@enum Fruit::UInt8 begin
    apple = 1
    pear
end
println(red, " ", Int(green), " ", Color(6), " ", instances(Color))
show(red); println()
println([red, blue], " ", (red, 1), " ", repr(apple))
println(typeof(red), " ", red < green, " ", red == Color(0), " ", typeof(Integer(apple)))
try
    Color(77)
catch e
    println(sprint(showerror, e))
end
println(Symbol(red), " ", string(red), " ", "$blue")
f(c::Color) = c == red ? "r" : "o"
println(f(red), f(blue))
println(typemin(Color), typemax(Color), isless(red, blue), Color, isa(red, Enum))
for c in instances(Color)
    println(c, Int(c))
end
struct Painted
    color::Color
end
println(Painted(red))

Base.@kwdef struct Options
    a::Int = 1
    b::String = "x"
    c
end
println(Options(c = 3), Options(a = 2, c = nothing))
Base.@kwdef mutable struct Pair2{T<:Real}
    x::T = 1.5
    y::Int = 2
end
println(Pair2(), Pair2(x = 2), Pair2{Float64}(x = 3))
try
    Options()
catch e
    println(e)
end
println(v"1.2.3", " ", v"1.2" < v"1.10", " ", VERSION >= v"1.0", " ", repr(v"2"), " ", v"1.2.3-rc1" < v"1.2.3")
x = [1, 2, 3]
println(@. x + 2 * x^2)
y = zeros(3)
@. y = x / 2 + 1
println(y)
@. y += 1
println(y)
t = @timed 1 + 1
println(t[1])
println(@elapsed(1 + 1) >= 0)
z = @static if VERSION > v"0.5"
    "new"
else
    "old"
end
println(z)
