# Indices of several dimensions as values.

abstract type AbstractCartesianIndex{N} end
struct CartesianIndex{N} <: AbstractCartesianIndex{N}
    I::NTuple{N, Int}
    CartesianIndex{N}(t::NTuple{N, Int}) where {N} = new{N}(t)
end
CartesianIndex(t::NTuple{N, Int}) where {N} = CartesianIndex{N}(t)
CartesianIndex(t::Tuple{Vararg{Integer}}) = CartesianIndex(map(Int, t))
CartesianIndex(i::Integer...) = CartesianIndex(map(Int, i))
CartesianIndex{N}(i::Integer...) where {N} = CartesianIndex{N}(map(Int, i))
CartesianIndex(c::CartesianIndex) = c
Tuple(c::CartesianIndex) = c.I
length(::CartesianIndex{N}) where {N} = N
getindex(c::CartesianIndex, i::Integer) = c.I[i]
eltype(::Type{<:CartesianIndex}) = Int
zero(::CartesianIndex{N}) where {N} = CartesianIndex(ntuple(i -> 0, Val(N)))
zero(::Type{CartesianIndex{N}}) where {N} = CartesianIndex(ntuple(i -> 0, Val(N)))
one(::CartesianIndex{N}) where {N} = CartesianIndex(ntuple(i -> 1, Val(N)))
one(::Type{CartesianIndex{N}}) where {N} = CartesianIndex(ntuple(i -> 1, Val(N)))
oneunit(c::CartesianIndex) = one(c)
oneunit(::Type{CartesianIndex{N}}) where {N} = one(CartesianIndex{N})
+(a::CartesianIndex{N}, b::CartesianIndex{N}) where {N} = CartesianIndex(map(+, a.I, b.I))
-(a::CartesianIndex{N}, b::CartesianIndex{N}) where {N} = CartesianIndex(map(-, a.I, b.I))
+(a::CartesianIndex) = a
-(a::CartesianIndex) = CartesianIndex(map(-, a.I))
*(n::Integer, c::CartesianIndex) = CartesianIndex(map(i -> Int(n) * i, c.I))
*(c::CartesianIndex, n::Integer) = n * c
min(a::CartesianIndex{N}, b::CartesianIndex{N}) where {N} = CartesianIndex(map(min, a.I, b.I))
max(a::CartesianIndex{N}, b::CartesianIndex{N}) where {N} = CartesianIndex(map(max, a.I, b.I))
==(a::CartesianIndex{N}, b::CartesianIndex{N}) where {N} = a.I == b.I
==(a::CartesianIndex, b::CartesianIndex) = false
# The order of memory: the last index decides first.
isless(a::CartesianIndex{N}, b::CartesianIndex{N}) where {N} = isless(reverse(a.I), reverse(b.I))
hash(c::CartesianIndex, h::UInt) = hash(c.I, h + 0xd60ca92f8284b8b0)
iterate(::CartesianIndex) = error("iteration is deliberately unsupported for CartesianIndex. Use `I` rather than `I...`, or use `Tuple(I)...`")
function show(io::IO, c::CartesianIndex)
    print(io, "CartesianIndex(")
    for k in 1:length(c.I)
        k > 1 && print(io, ", ")
        print(io, c.I[k])
    end
    print(io, ")")
end

checkbounds(::Type{Bool}, a::AbstractArray, i::CartesianIndex) = index_list_inside(size(a), i.I)
checkbounds(::Type{Bool}, a::AbstractArray, list::AbstractArray{<:CartesianIndex}) = all(i -> checkbounds(Bool, a, i), list)
spread_index(i::CartesianIndex) = i.I

struct CartesianIndices{N, R} <: AbstractArray{CartesianIndex{N}, N}
    indices::R
    CartesianIndices{N, R}(r) where {N, R} = new{N, R}(r)
end
CartesianIndices(ranges::Tuple{Vararg{AbstractUnitRange{Int}}}) = CartesianIndices{length(ranges), typeof(ranges)}(ranges)
CartesianIndices(ranges::Tuple{Vararg{OrdinalRange{Int, Int}}}) = CartesianIndices{length(ranges), typeof(ranges)}(ranges)
CartesianIndices(dims::Tuple{Vararg{Union{Integer, OrdinalRange}}}) = CartesianIndices(map(index_range, dims))
CartesianIndices(::Tuple{}) = CartesianIndices{0, Tuple{}}(())
CartesianIndices(a::AbstractArray) = CartesianIndices(axes(a))
index_range(n::Integer) = OneTo(Int(n))
index_range(r::OrdinalRange) = r
size(c::CartesianIndices) = map(length, c.indices)
axes(c::CartesianIndices) = map(axis_of, c.indices)
axis_of(r::OneTo) = r
axis_of(r) = OneTo(length(r))
first(c::CartesianIndices) = CartesianIndex(map(first, c.indices))
last(c::CartesianIndices) = CartesianIndex(map(last, c.indices))
IndexStyle(::Type{<:CartesianIndices}) = IndexCartesian()
function getindex(c::CartesianIndices{N}, i::Vararg{Int, N}) where {N}
    @boundscheck indices_inside(size(c), i) || throw_boundserror(c, i)
    CartesianIndex(map((r, k) -> @inbounds(r[k]), c.indices, i))
end
getindex(c::CartesianIndices{N}, at::CartesianIndex{N}) where {N} = c[at.I...]
iterate(c::CartesianIndices) = isempty(c) ? nothing : (first(c), map(first, c.indices))
function iterate(c::CartesianIndices, at::Tuple)
    carried, next = step_indices(at, c.indices)
    carried ? nothing : (CartesianIndex(next), next)
end
iterate(c::CartesianIndices{0}) = (CartesianIndex(()), ())
iterate(c::CartesianIndices{0}, ::Tuple{}) = nothing
# Counts the first index up; when it is through, it starts again and the next is counted.
step_indices(::Tuple{}, ::Tuple{}) = (true, ())
function step_indices(at::Tuple, ranges::Tuple)
    if at[1] != last(ranges[1])
        return (false, (at[1] + step(ranges[1]), tail(at)...))
    end
    carried, rest = step_indices(tail(at), tail(ranges))
    (carried, (first(ranges[1]), rest...))
end
in(x::CartesianIndex{N}, c::CartesianIndices{N}) where {N} = all_in(x.I, c.indices)
all_in(::Tuple{}, ::Tuple{}) = true
all_in(a::Tuple, b::Tuple) = a[1] in b[1] && all_in(tail(a), tail(b))
(:)(a::CartesianIndex{N}, b::CartesianIndex{N}) where {N} = CartesianIndices(map((i, j) -> i:j, a.I, b.I))
function show(io::IO, c::CartesianIndices)
    print(io, "CartesianIndices(")
    show(io, map(shown_range, c.indices))
    print(io, ")")
end
shown_range(r::OneTo) = r.stop
shown_range(r) = r
==(a::CartesianIndices{N}, b::CartesianIndices{N}) where {N} = a.indices == b.indices

struct LinearIndices{N, R} <: AbstractArray{Int, N}
    indices::R
    LinearIndices{N, R}(r) where {N, R} = new{N, R}(r)
end
LinearIndices(ranges::Tuple{Vararg{AbstractUnitRange{Int}}}) = LinearIndices{length(ranges), typeof(ranges)}(ranges)
LinearIndices(dims::Tuple{Vararg{Union{Integer, AbstractUnitRange}}}) = LinearIndices(map(index_range, dims))
LinearIndices(a::AbstractArray) = LinearIndices(axes(a))
size(l::LinearIndices) = map(length, l.indices)
axes(l::LinearIndices) = map(axis_of, l.indices)
IndexStyle(::Type{<:LinearIndices}) = IndexLinear()
first(l::LinearIndices) = 1
last(l::LinearIndices) = length(l)
iterate(l::LinearIndices, i::Int=1) = i > length(l) ? nothing : (i, i + 1)
in(i::Int, l::LinearIndices) = inside(i, length(l))
copy(l::LinearIndices) = l
reverse(l::LinearIndices{1}) = reverse(l.indices[1])
getindex(l::LinearIndices{1}, r::AbstractRange{<:Integer}) = l.indices[1][r]
function getindex(l::LinearIndices, i::Int)
    @boundscheck inside(i, length(l)) || throw_boundserror(l, (i,))
    i
end
function show(io::IO, l::LinearIndices)
    print(io, "LinearIndices(")
    show(io, l.indices)
    print(io, ")")
end
