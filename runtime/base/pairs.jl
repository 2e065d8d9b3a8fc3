# Indices with their elements as a dictionary: what `pairs` gives, and `kw...` in a definition.

struct Pairs{K, V, I, A} <: AbstractDict{K, V}
    data::A
    itr::I
    Pairs{K, V, I, A}(data, itr) where {K, V, I, A} = new{K, V, I, A}(data, itr)
end
Pairs(data::A, itr::I) where {I, A} = Pairs{eltype(I), eltype(A), I, A}(data, itr)
Pairs(data::A, itr::I, ::Type{K}, ::Type{V}) where {K, V, I, A} = Pairs{K, V, I, A}(data, itr)
pairs(a::AbstractVector) = Pairs(a, LinearIndices(a))
pairs(a::AbstractArray) = Pairs(a, CartesianIndices(a))
pairs(::IndexLinear, a::AbstractArray) = Pairs(a, LinearIndices(a))
pairs(::IndexCartesian, a::AbstractArray) = Pairs(a, CartesianIndices(a))
pairs(t::Tuple) = Pairs(t, OneTo(length(t)))
pairs(nt::NamedTuple) = Pairs(nt, keys(nt), Symbol, eltype(typeof(nt)))
pairs(p::Pairs) = p
keys(p::Pairs) = p.itr
values(p::Pairs) = p.data
length(p::Pairs) = length(p.itr)
size(p::Pairs) = size(p.itr)
axes(p::Pairs) = axes(p.itr)
isempty(p::Pairs) = length(p.itr) == 0
IteratorSize(::Type{<:Pairs{K, V, I}}) where {K, V, I} = IteratorSize(I)
IteratorSize(::Type{<:Pairs{K, V, <:AbstractUnitRange, <:Tuple}}) where {K, V} = HasLength()
getindex(p::Pairs, key) = p.data[key]
setindex!(p::Pairs, x, key) = (p.data[key] = x; p)
haskey(p::Pairs, key) = key in p.itr
get(p::Pairs, key, default) = get(p.data, key, default)
get(f::Union{Function, Type}, p::Pairs, key) = get(f, p.data, key)
iterate(p::Pairs) = paired(p, iterate(p.itr))
iterate(p::Pairs, state) = paired(p, iterate(p.itr, state))
paired(p::Pairs, ::Nothing) = nothing
paired(p::Pairs{K, V}, next) where {K, V} = (Pair{K, V}(next[1], p.data[next[1]]), next[2])
last(p::Pairs{K, V}) where {K, V} = (i = last(p.itr); Pair{K, V}(i, p.data[i]))
iter_reverse(p::Pairs) = Generator(i -> Pair{eltype(p.itr), eltype(p.data)}(i, p.data[i]), iter_reverse(p.itr))

# What has indices and elements one after the other, such as a string.
pairs(xs) = Generator(splat_pair, zip(keys(xs), values(xs)))
splat_pair((i, x)) = i => x
