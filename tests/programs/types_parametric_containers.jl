# Parametric types with several parameters and constraints; conversion between them.
struct Pair2{A,B}
    first::A
    second::B
end
swap(p::Pair2{A,B}) where {A,B} = Pair2{B,A}(p.second, p.first)
p = Pair2(1, "one")
println(p.first, " ", p.second, " ", swap(p).first, " ", swap(p) isa Pair2{String,Int})
println(Pair2{Float64,Any}(1, 2).first, " ", p isa Pair2, " ", p isa Pair2{<:Integer}, " ", p isa Pair2{Float64})
struct Maybe{T}
    value::Union{Some{T},Nothing}
end
Maybe(x::T) where {T} = Maybe{T}(Some(x))
Maybe{T}() where {T} = Maybe{T}(nothing)
isjust(m::Maybe) = m.value !== nothing
bind(m::Maybe{T}, f) where {T} = isjust(m) ? f(something(m.value)) : m
half(x::Int) = iseven(x) ? Maybe(x ÷ 2) : Maybe{Int}()
for start in (20, 12, 7)
    r = bind(bind(Maybe(start), half), half)
    println(start, " -> ", isjust(r) ? something(r.value) : "nothing")
end
mutable struct Counter{K}
    counts::Dict{K,Int}
end
Counter{K}() where {K} = Counter(Dict{K,Int}())
Counter(items) = (c = Counter{eltype(items)}(); foreach(x -> add!(c, x), items); c)
add!(c::Counter{K}, x::K, n=1) where {K} = (c.counts[x] = c[x] + n; c)
Base.getindex(c::Counter, x) = get(c.counts, x, 0)
Base.length(c::Counter) = length(c.counts)
Base.iterate(c::Counter, args...) = iterate(sort(collect(c.counts), by=p -> (-p[2], p[1])), args...)
c = Counter("mississippi")
println([k => v for (k, v) in c], " ", c['s'], " ", c['z'], " ", length(c))
add!(c, 'z', 5)
println(first(c), " ", collect(Iterators.take(c, 2)))
struct Matrix2{T<:Number}
    a::T
    b::T
    c::T
    d::T
end
Base.:*(x::Matrix2{T}, y::Matrix2{T}) where {T} = Matrix2{T}(x.a * y.a + x.b * y.c, x.a * y.b + x.b * y.d, x.c * y.a + x.d * y.c, x.c * y.b + x.d * y.d)
Base.one(::Type{Matrix2{T}}) where {T} = Matrix2{T}(one(T), zero(T), zero(T), one(T))
Base.one(m::Matrix2) = one(typeof(m))
Base.:^(m::Matrix2, n::Integer) = n == 0 ? one(m) : isodd(n) ? m * m^(n - 1) : (h = m^(n ÷ 2); h * h)
fib(n, ::Type{T}=Int) where {T} = (Matrix2{T}(1, 1, 1, 0)^n).b
println([fib(n) for n in 1:10], " ", fib(90), " ", fib(150, BigInt))
try
    Matrix2("a", "b", "c", "d")
catch e
    println(e isa MethodError)
end
try
    add!(c, "not a char")
catch e
    println(e isa MethodError)
end
println(Vector{Int} <: AbstractVector{<:Real}, " ", Vector{Int} <: Vector{Real}, " ", Tuple{Int} <: Tuple{Real}, " ", Dict{Int,Int} <: AbstractDict)
