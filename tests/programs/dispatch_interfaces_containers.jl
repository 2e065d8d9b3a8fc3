# Own containers with the interfaces of arrays, dictionaries, sets, iteration, comparison, printing and broadcasting.
struct Diagonal2{T} <: AbstractMatrix{T}
    d::Vector{T}
end
Base.size(m::Diagonal2) = (length(m.d), length(m.d))
Base.getindex(m::Diagonal2{T}, i::Int, j::Int) where {T} = (checkbounds(m, i, j); i == j ? m.d[i] : zero(T))
Base.setindex!(m::Diagonal2, x, i::Int, j::Int) = i == j ? (m.d[i] = x) : throw(ArgumentError("only the diagonal can be set"))
m = Diagonal2([1, 2, 3])
println(m, " ", size(m), " ", m[2, 2], " ", m[:, 3], " ", sum(m), " ", m * [1, 1, 1], " ", m + m == 2m, " ", collect(m) == m, " ", length(m), " ", m', " ", [m[i, i] for i in axes(m, 1)], " ", maximum(m, dims = 1), " ", map(x -> x + 1, m))
m[1, 1] = 10
for f in (() -> m[1, 2] = 5, () -> m[4, 1])
    try
        f()
    catch e
        println(typeof(e))
    end
end
println(m[1], " ", m[end], " ", findall(!iszero, m), " ", eltype(m), " ", ndims(m), " ", m isa AbstractArray, " ", vec(m)[1:3], " ", count(iszero, m), " ", m .+ 1)
struct DefaultDict{K,V,F} <: AbstractDict{K,V}
    data::Dict{K,V}
    default::F
end
DefaultDict{K,V}(f) where {K,V} = DefaultDict{K,V,typeof(f)}(Dict{K,V}(), f)
Base.getindex(d::DefaultDict, k) = get!(d.default, d.data, k)
Base.setindex!(d::DefaultDict, v, k) = (d.data[k] = v; d)
Base.iterate(d::DefaultDict, s...) = iterate(d.data, s...)
Base.length(d::DefaultDict) = length(d.data)
Base.haskey(d::DefaultDict, k) = haskey(d.data, k)
Base.get(d::DefaultDict, k, default) = get(d.data, k, default)
Base.delete!(d::DefaultDict, k) = (delete!(d.data, k); d)
groups = DefaultDict{Int,Vector{String}}(() -> String[])
for w in ["a", "bb", "cc", "d"]
    push!(groups[length(w)], w)
end
println(sort(collect(groups)), " ", length(groups), " ", haskey(groups, 3), " ", groups[3], " ", haskey(groups, 3), " ", get(groups, 9, nothing), " ", sort(collect(keys(groups))), " ", sum(length, values(groups)), " ", groups isa AbstractDict, " ", isempty(groups), " ", 1 in keys(groups), " ", keytype(groups), " ", valtype(groups) == Vector{String})
struct Interval{T<:Real}
    lo::T
    hi::T
    Interval(lo::T, hi::T) where {T<:Real} = lo <= hi ? new{T}(lo, hi) : throw(ArgumentError("empty interval [$lo, $hi]"))
end
Interval(a, b) = Interval(promote(a, b)...)
Base.in(x::Real, i::Interval) = i.lo <= x <= i.hi
Base.show(io::IO, i::Interval) = print(io, '[', i.lo, ", ", i.hi, ']')
Base.isless(a::Interval, b::Interval) = (a.lo, a.hi) < (b.lo, b.hi)
Base.intersect(a::Interval, b::Interval) = Interval(max(a.lo, b.lo), min(a.hi, b.hi))
Base.:+(a::Interval, b::Interval) = Interval(a.lo + b.lo, a.hi + b.hi)
Base.:*(a::Interval, b::Interval) = (p = [x * y for x in (a.lo, a.hi) for y in (b.lo, b.hi)]; Interval(extrema(p)...))
Base.convert(::Type{Interval{T}}, i::Interval) where {T} = Interval(T(i.lo), T(i.hi))
Base.:(==)(a::Interval, b::Interval) = a.lo == b.lo && a.hi == b.hi
Base.hash(i::Interval, h::UInt) = hash((i.lo, i.hi), h)
Base.length(i::Interval) = i.hi - i.lo
Base.broadcastable(i::Interval) = Ref(i)
a, b = Interval(1, 3), Interval(2.5, 4)
println(a, " ", b, " ", a + a, " ", a * Interval(-1, 1), " ", 2 in a, " ", [0, 1, 2, 5] .∈ a, " ", intersect(Interval(1.0, 3.0), b), " ", sort([b, Interval(0.0, 9.0)]), " ", convert(Interval{Float64}, a), " ", a == Interval(1.0, 3.0), " ", length(Set([a, Interval(1, 3), Interval(1.0, 3.0)])), " ", length(b))
try
    Interval(2, 1)
catch e
    println(e.msg)
end
struct Poly
    c::Vector{Int}
end
(p::Poly)(x) = evalpoly_(p.c, x)
evalpoly_(c, x) = foldr((a, acc) -> a + x * acc, c)
Base.getindex(p::Poly, i) = i < length(p.c) ? p.c[i+1] : 0
Base.firstindex(p::Poly) = 0
Base.lastindex(p::Poly) = length(p.c) - 1
Base.:+(p::Poly, q::Poly) = Poly([p[i] + q[i] for i in 0:max(lastindex(p), lastindex(q))])
Base.:*(p::Poly, q::Poly) = Poly([sum(p[k] * q[n-k] for k in 0:n) for n in 0:lastindex(p)+lastindex(q)])
Base.iterate(p::Poly, s...) = iterate(p.c, s...)
Base.length(p::Poly) = length(p.c)
Base.show(io::IO, p::Poly) = join(io, ["$(c)x^$i" for (i, c) in zip(0:lastindex(p), p.c) if c != 0], " + ")
p = Poly([1, 2]) * Poly([1, 0, 3])
println(p, " ", p(2), " ", p[end], " ", p[firstindex(p)], " ", collect(p), " ", p + Poly([1]), " ", sum(p), " ", p.([0, 1]))
