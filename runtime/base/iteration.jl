# What is known of an iterator before it runs: how many elements, and of which type.

abstract type IteratorSize end
struct SizeUnknown <: IteratorSize end
struct HasLength <: IteratorSize end
struct HasShape{N} <: IteratorSize end
struct IsInfinite <: IteratorSize end
IteratorSize(x) = IteratorSize(typeof(x))
IteratorSize(::Type) = HasLength()
IteratorSize(::Type{Union{}}) = throw(ArgumentError("Union{} does not have elements"))
IteratorSize(::Type{<:AbstractArray{<:Any, N}}) where {N} = HasShape{N}()

abstract type IteratorEltype end
struct EltypeUnknown <: IteratorEltype end
struct HasEltype <: IteratorEltype end
IteratorEltype(x) = IteratorEltype(typeof(x))
IteratorEltype(::Type) = HasEltype()

# Which kind of index an array's type knows.
abstract type IndexStyle end
struct IndexLinear <: IndexStyle end
struct IndexCartesian <: IndexStyle end
IndexStyle(a::AbstractArray) = IndexStyle(typeof(a))
IndexStyle(::Type{<:AbstractArray}) = IndexCartesian()
IndexStyle(::Type{<:AbstractVector}) = IndexLinear()

has_length(xs) = says_length(IteratorSize(xs))
says_length(::Union{HasLength, HasShape}) = true
says_length(::Union{SizeUnknown, IsInfinite}) = false
has_shape(::IteratorSize) = false
has_shape(::HasShape) = true

# The common type of elements; a value that may be nothing or missing stays precise.
promote_typejoin(::Type{T}, ::Type{T}) where {T} = T
function promote_typejoin(::Type{A}, ::Type{B}) where {A, B}
    known = typejoin(without_absent(A), without_absent(B))
    Union{absent_part(A), absent_part(B), known}
end
without_absent(::Type{Nothing}) = Union{}
without_absent(::Type{Missing}) = Union{}
without_absent(::Type{Union{Nothing, Missing}}) = Union{}
without_absent(::Type{Union{Nothing, Missing, T}}) where {T} = T
without_absent(::Type{Union{Nothing, T}}) where {T} = T
without_absent(::Type{Union{Missing, T}}) where {T} = T
without_absent(::Type{Any}) = Any
without_absent(::Type{T}) where {T} = T
without_absent(::Type{Union{}}) = Union{}
absent_part(::Type{Any}) = Union{}
absent_part(::Type{T}) where {T} = Union{Nothing <: T ? Nothing : Union{}, Missing <: T ? Missing : Union{}}
# The element type of an array that has to hold a value of another type too.
collected_type(::Type{T}, ::Type{S}) where {T, S} = promote_typejoin(T, S)
