struct S{T}
    x::T
    S(x::T) where T = new{T}(x)
    S{T}() where T = new{T}(zero(T))
end
println(S(1), S{Float64}())
struct Acc{T<:Number, V<:AbstractVector{T}}
    v::V
end
println(Acc([1,2]).v)
struct Rat <: Real
    n::Int
    d::Int
    function Rat(n, d)
        g = gcd(n, d)
        return new(div(n, g), div(d, g))
    end
end
println(Rat(2, 4))
Rat(n::Int) = Rat(n, 1)
println(Rat(3))
struct Opt
    a::Int
    b::Int
    Opt(a, b=2) = new(a, b)
end
println(Opt(1), Opt(1, 5))
mutable struct Stack{T}
    items::Vector{T}
    Stack{T}() where {T} = new{T}(T[])
end
Stack() = Stack{Any}()
push(s::Stack{T}, x) where T = (push!(s.items, x); s)
s = Stack{Int}()
push(s, 1); push(s, 2)
println(s.items, length(s.items))
println(Stack().items)
struct Tree{T}
    l::Union{Tree{T}, Nothing}
    v::T
    r::Union{Tree{T}, Nothing}
end
Tree(v::T) where T = Tree{T}(nothing, v, nothing)
insert(t::Nothing, v) = Tree(v)
insert(t::Tree, v) = v < t.v ? Tree(insert(t.l, v), t.v, t.r) : Tree(t.l, t.v, insert(t.r, v))
function walk(t, f)
    t === nothing && return
    walk(t.l, f); f(t.v); walk(t.r, f)
end
t = foldl(insert, [3,1,2,5,4]; init=nothing)
walk(t, x -> print(x, " "))
println()
p = Opt(1)
println(getfield(p, :a), getproperty(p, :b))
Base.getproperty(r::Rat, s::Symbol) = s === :val ? getfield(r, :n) / getfield(r, :d) : getfield(r, s)
println(Rat(1, 2).val, Rat(1,2).n)
mutable struct PP; x; end
Base.setproperty!(p::PP, s::Symbol, v) = setfield!(p, s, v * 2)
pp = PP(1); pp.x = 5; println(pp.x)
const V2 = NTuple{2, Int}
g(v::V2) = v[1]
println(g((1, 2)))
println(S{Int} <: S, Opt isa DataType, S isa UnionAll)
Base.zero(::Type{Opt}) = Opt(0, 0)
println(zero(Opt))
Base.convert(::Type{Opt}, x::Int) = Opt(x, x)
struct Holder; o::Opt; end
println(Holder(3))
oo = Opt[1, 2]
println(oo)
