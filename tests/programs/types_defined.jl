"""
doc
"""
function documented(x)
    x
end
"doc for struct"
struct S
    "field doc"
    a::Int
end
println(documented(1), S(2))
abstract type Shape end
abstract type Shape2{T} <: Shape end
primitive type MyInt 32 end
struct P{T<:Real}
    x::T
    y::T
    function P{T}(x, y) where T
        x > y && error("order")
        new{T}(x, y)
    end
end
P(x::T, y::T) where T<:Real = P{T}(x, y)
P(x::Real, y::Real) = P(promote(x, y)...)
println(P(1, 2), P(1, 2.5))
struct Node
    val::Int
    next::Union{Node, Nothing}
    Node(v) = new(v, nothing)
    Node(v, n) = new(v, n)
end
println(Node(1, Node(2)).next.val)
mutable struct Inc
    x::Int
    y::Int
    Inc() = new()
    Inc(x) = (s = new(); s.x = x; s.y = 2x; s)
end
println(Inc(3).y)
struct E end
println(E(), E() === E())
struct W{T}; v::T; end
println(W(1), W{Float64}(1), W("a"))
struct Conv
    x::Float64
    s::String
end
println(Conv(1, "a"))
