# Arrays of other arrays' elements in another shape. An `Array` shares its memory instead, see array.jl.

struct ReshapedArray{T, N, P, MI} <: AbstractArray{T, N}
    parent::P
    dims::NTuple{N, Int}
    mi::MI
    ReshapedArray{T, N, P, MI}(parent, dims, mi) where {T, N, P, MI} = new{T, N, P, MI}(parent, dims, mi)
end
function reshape(a::AbstractArray{T, M}, dims::NTuple{N, Int}) where {T, M, N}
    product_of(dims) == length(a) || throw_reshape(dims, length(a))
    M === N && dims == size(a) ? a : ReshapedArray{T, N, typeof(a), Tuple{}}(a, dims, ())
end
reshape(a::ReshapedArray, dims::NTuple{N, Int}) where {N} = dims == size(a) ? a : reshape(a.parent, dims)
parent(a::ReshapedArray) = a.parent
size(a::ReshapedArray) = a.dims
length(a::ReshapedArray) = length(a.parent)
IndexStyle(::Type{<:ReshapedArray}) = IndexLinear()
function getindex(a::ReshapedArray, i::Int)
    @boundscheck inside(i, length(a)) || throw_boundserror(a, (i,))
    @inbounds a.parent[i]
end
function setindex!(a::ReshapedArray, x, i::Int)
    @boundscheck inside(i, length(a)) || throw_boundserror(a, (i,))
    @inbounds a.parent[i] = x
    a
end
setindex!(a::ReshapedArray{T, N, <:AbstractRange}, x, i::Int) where {T, N} =
    error("indexed assignment fails for a reshaped range; consider calling collect")
shares_memory(a, b::ReshapedArray) = shares_memory(a, b.parent)
array_type_text(io, a::ReshapedArray) =
    string("reshape(", parent_text(a.parent), ", ", joined_by(a.dims, ", "), ") with eltype ", eltype(a))
parent_text(a) = string("::", typeof(a))
parent_text(a::SubArray) = string("view(", parent_text(a.parent), map(i -> ", " * (i isa Slice ? ":" : string(i)), a.indices)..., ")")
parent_text(a::Adjoint) = string("adjoint(", parent_text(a.parent), ")")
parent_text(a::Transpose) = string("transpose(", parent_text(a.parent), ")")
