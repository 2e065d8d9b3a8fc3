# typed locals, convert at return
f(x)::Int = x
println(f(2.0))
function g(x)::Float64
    x > 0 && return 1
    2
end
println(g(1), g(-1))
function h()
    a::Int = 1.0
    a = 3.0
    b::Union{Int,Nothing} = nothing
    local c::Float64
    c = 2
    (a, b, c)
end
println(h())
try f(1.5) catch e println(e isa InexactError) end
k(x::Int=1, y::Float64=2.0; z::String="s")::String = string(x, y, z)
println(k(), k(2), k(2, 3.0; z="q"))
l(x, ys::Int...; zs...) = (x, ys, length(zs))
println(l(1), l(1, 2, 3; a=1, b=2))
m(::Int) = "int"
m(::Any) = "any"
println(m(1), m("a"))
n(x::Int, ::Type{T}) where T = T(x)
println(n(1, Float64))
o((a, b)::Tuple{Int,Int}) = a + b
println(o((1,2)))
p = (x::Int, y=2) -> x + y
println(p(1), p(1, 5))
r(f, args...; kw...) = f(args...; kw...)
println(r(k, 1; z="w"))
s(x; y) = x + y
println(s(1, y=2))
t(x::T) where T <: Number = T
t(x::T) where {T <: AbstractString} = T
println(t(1), t("a"))
u(a::Vector{T}, b::T) where T = b
println(u([1], 2))
v(args::Vararg{Int,2}) = sum(args)
println(v(1,2))
v2(x::Int, rest::Vararg{String}) = length(rest)
println(v2(1, "a", "b"))
w(x::Integer) = "integer"; w(x::Real) = "real"; w(x::Bool) = "bool"
println(w(1), w(1.0), w(true))
abstract type An end
struct Dog <: An end
struct Cat <: An end
speak(::An) = "?"
speak(::Dog) = "woof"
println(speak(Dog()), speak(Cat()))
meet(a::An, b::An) = "$(speak(a)) $(speak(b))"
println(meet(Dog(), Cat()))
