# Inner and outer constructors, invariants, incomplete objects, keyword constructors.
struct OrderedPair
    x::Real
    y::Real
    OrderedPair(x, y) = x > y ? error("out of order") : new(x, y)
end
println(OrderedPair(1, 2))
try
    OrderedPair(2, 1)
catch e
    println(e.msg)
end
mutable struct SelfRef
    me::SelfRef
    tag::Int
    SelfRef(tag) = (s = new(); s.me = s; s.tag = tag; s)
end
s = SelfRef(7)
println(s.me.me.tag, " ", s === s.me)
mutable struct Lazy
    value::Vector{Int}
    count::Int
    Lazy() = new()
end
l = Lazy()
println(isdefined(l, :value), " ", isdefined(l, :count))
try
    l.value
catch e
    println(e isa UndefRefError)
end
l.value = [1]
println(isdefined(l, :value), " ", l.value)
struct Polar{T<:AbstractFloat}
    r::T
    θ::T
    function Polar{T}(r, θ) where {T}
        r < 0 && throw(DomainError(r, "radius"))
        new{T}(r, mod(θ, 360))
    end
end
Polar(r::T, θ::T) where {T<:AbstractFloat} = Polar{T}(r, θ)
Polar(r::Real, θ::Real) = Polar(promote(float(r), float(θ))...)
Polar(; r=1.0, θ=0.0) = Polar(r, θ)
println(Polar(2, 450), " ", Polar(1.5f0, 2.0f0).r, " ", Polar(θ=30), " ", Polar())
try
    Polar(-1, 0)
catch e
    println(e.val, " ", e.msg)
end
struct Wrapper{T}
    items::Vector{T}
    Wrapper{T}() where {T} = new{T}(T[])
    Wrapper(items::Vector{T}) where {T} = new{T}(copy(items))
end
w = Wrapper([1, 2])
println(w.items, " ", typeof(w) == Wrapper{Int}, " ", isempty(Wrapper{String}().items))
Base.@kwdef struct Options
    name::String = "default"
    level::Int = 1
    tags::Vector{Symbol} = Symbol[]
end
println(Options(), " ", Options(level=3), " ", Options(name="x", tags=[:a]))
Base.@kwdef mutable struct Settings
    width::Int
    height::Int = 2width
end
t = Settings(width=4)
t.width += 1
println(t.width, " ", t.height)
try
    Settings()
catch e
    println(e isa UndefKeywordError, " ", e.var)
end
struct Empty end
println(Empty() === Empty(), " ", Empty(), " ", sizeof(Empty), " ", fieldcount(Empty))
const Point3 = NTuple{3,Float64}
origin(::Type{Point3}) = (0.0, 0.0, 0.0)
println(origin(Point3), " ", (1.0, 2.0, 3.0) isa Point3, " ", (1, 2, 3) isa Point3)
