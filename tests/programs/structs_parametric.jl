# Parametric structs, inner and outer constructors.
struct Pair2{A, B}
    first::A
    second::B
end
p = Pair2(1, "one")
println(p.first, " ", p.second, " ", typeof(p.first))
swap(p::Pair2) = Pair2(p.second, p.first)
println(swap(p).first)

struct Vec{T <: Real}
    x::T
    y::T
end
plus(a::Vec{T}, b::Vec{T}) where {T} = Vec{T}(a.x + b.x, a.y + b.y)
v = Vec(1.5, 2.5)
println(v, " ", plus(v, v), " ", plus(Vec(1, 2), Vec(3, 4)))
println(Vec{Float64}(1, 2), " ", typeof(Vec(1, 2).x), " ", Vec{Int8}(1, 2))
element_type(::Vec{T}) where {T} = T
println(element_type(v), " ", element_type(Vec(0x01, 0x02)))

struct Positive
    value::Int
    Positive(x) = x > 0 ? new(x) : new(1)
end
println(Positive(5).value, " ", Positive(-5).value, " ", Positive(3))

struct Ordered
    low::Int
    high::Int
    function Ordered(a, b)
        a <= b ? new(a, b) : new(b, a)
    end
end
Ordered(a) = Ordered(a, a)
println(Ordered(3, 1), " ", Ordered(7))

mutable struct Stack{T}
    items::Vector{T}
    Stack{T}() where {T} = new{T}(T[])
end
put_in!(s::Stack, x) = (push!(s.items, x); s)
take_out!(s::Stack) = pop!(s.items)
isdone(s::Stack) = isempty(s.items)
s = Stack{Int}()
put_in!(s, 1)
put_in!(put_in!(s, 2), 3)
println(take_out!(s), " ", take_out!(s), " ", isdone(s), " ", length(s.items))
t = Stack{String}()
put_in!(t, "a")
println(take_out!(t), " ", isdone(t))

struct Wrapper{T}
    value::T
end
unwrap(w::Wrapper) = w.value
unwrap(x) = x
println(unwrap(Wrapper(Wrapper(3))).value, " ", unwrap(unwrap(Wrapper(Wrapper(3)))), " ", unwrap(7))
println(Wrapper(1), " ", Wrapper("s"))
println(Wrapper(1) == Wrapper(1), " ", Wrapper{Any}(1).value)
