# Transposed and adjoint arrays: the same elements with the two indices exchanged, not copied.

struct Adjoint{T, S} <: AbstractMatrix{T}
    parent::S
    Adjoint{T, S}(a) where {T, S} = new{T, S}(a)
end
struct Transpose{T, S} <: AbstractMatrix{T}
    parent::S
    Transpose{T, S}(a) where {T, S} = new{T, S}(a)
end
Core.set_home(Adjoint, :LinearAlgebra)
Core.set_home(Transpose, :LinearAlgebra)
const AdjOrTrans{T, S} = Union{Adjoint{T, S}, Transpose{T, S}}
Adjoint(a::AbstractVecOrMat{T}) where {T} = Adjoint{flipped_eltype(adjoint, T), typeof(a)}(a)
Transpose(a::AbstractVecOrMat{T}) where {T} = Transpose{flipped_eltype(transpose, T), typeof(a)}(a)
flipped_eltype(f, ::Type{T}) where {T} = T
flipped_eltype(f, ::Type{Array{T, 1}}) where {T} = f === adjoint ? Adjoint{T, Vector{T}} : Transpose{T, Vector{T}}
flipped_eltype(f, ::Type{Array{T, 2}}) where {T} = f === adjoint ? Adjoint{T, Matrix{T}} : Transpose{T, Matrix{T}}
adjoint(a::AbstractVecOrMat) = Adjoint(a)
transpose(a::AbstractVecOrMat) = Transpose(a)
adjoint(a::Adjoint) = a.parent
transpose(a::Transpose) = a.parent
adjoint(a::Transpose{<:Real}) = a.parent
transpose(a::Adjoint{<:Real}) = a.parent
adjoint(x::Real) = x
transpose(x::Number) = x
adjoint(x::Missing) = missing
transpose(x::Missing) = missing
parent(a::AdjOrTrans) = a.parent
flip(::Adjoint, x) = adjoint(x)
flip(::Transpose, x) = transpose(x)
size(a::AdjOrTrans) = flipped_size(size(a.parent))
flipped_size(dims::Tuple{Int}) = (1, dims[1])
flipped_size(dims::Tuple{Int, Int}) = (dims[2], dims[1])
IndexStyle(::Type{<:Adjoint{T, S}}) where {T, S<:AbstractVector} = IndexLinear()
IndexStyle(::Type{<:Transpose{T, S}}) where {T, S<:AbstractVector} = IndexLinear()
function getindex(a::Union{Adjoint{T, S}, Transpose{T, S}}, i::Int) where {T, S<:AbstractVector}
    @boundscheck inside(i, length(a)) || throw_boundserror(a, (i,))
    flip(a, @inbounds a.parent[i])
end
function setindex!(a::Union{Adjoint{T, S}, Transpose{T, S}}, x, i::Int) where {T, S<:AbstractVector}
    @boundscheck inside(i, length(a)) || throw_boundserror(a, (i,))
    @inbounds a.parent[i] = flip(a, x)
    a
end
function getindex(a::AdjOrTrans, i::Int, j::Int)
    @boundscheck inside(i, size(a, 1)) & inside(j, size(a, 2)) || throw_boundserror(a, (i, j))
    flip(a, @inbounds flipped_element(a.parent, i, j))
end
function setindex!(a::AdjOrTrans, x, i::Int, j::Int)
    @boundscheck inside(i, size(a, 1)) & inside(j, size(a, 2)) || throw_boundserror(a, (i, j))
    set_flipped!(a.parent, flip(a, x), i, j)
    a
end
flipped_element(p::AbstractVector, i, j) = p[j]
flipped_element(p::AbstractMatrix, i, j) = p[j, i]
set_flipped!(p::AbstractVector, x, i, j) = (p[j] = x)
set_flipped!(p::AbstractMatrix, x, i, j) = (p[j, i] = x)
array_type_text(io, a::Adjoint) = string("adjoint(", parent_text(a.parent), ") with eltype ", eltype(a))
array_type_text(io, a::Transpose) = string("transpose(", parent_text(a.parent), ") with eltype ", eltype(a))
# Rows stay rows: their elements are those of a vector.
copy(a::AdjOrTrans) = copyto!(similar(a), a)
copy(a::Adjoint{T, <:AbstractVector}) where {T} = Adjoint(copy(a.parent))
copy(a::Transpose{T, <:AbstractVector}) where {T} = Transpose(copy(a.parent))
map(f, a::Adjoint{T, <:AbstractVector}) where {T} = adjoint(map(x -> adjoint(f(adjoint(x))), a.parent))
map(f, a::Transpose{T, <:AbstractVector}) where {T} = transpose(map(x -> transpose(f(transpose(x))), a.parent))
vec(a::Adjoint{<:Real, <:AbstractVector}) = a.parent
vec(a::Transpose{<:Number, <:AbstractVector}) = a.parent
