# Views: part of an array, without a copy. A view holds the array and, for each dimension, an index or a list of them.

struct SubArray{T, N, P, I, L} <: AbstractArray{T, N}
    parent::P
    indices::I
    SubArray{T, N, P, I, L}(parent, indices) where {T, N, P, I, L} = new{T, N, P, I, L}(parent, indices)
end
function make_view(a::AbstractArray{T}, indices::Tuple) where {T}
    N = length(selected_dims(indices...))
    SubArray{T, N, typeof(a), typeof(indices), is_contiguous(a, indices)}(a, indices)
end
# Whether one count through the view is one count, from an offset and with a step, through the array.
is_contiguous(a, indices::Tuple{AbstractRange}) = IndexStyle(a) === IndexLinear()
is_contiguous(a, indices::Tuple) = IndexStyle(a) === IndexLinear() && full_then_range(indices)
full_then_range(::Tuple{}) = true
full_then_range(t::Tuple{Slice, Vararg{Any}}) = full_then_range(tail(t))
full_then_range(t::Tuple{AbstractUnitRange, Vararg{Any}}) = all_numbers(tail(t))
full_then_range(t::Tuple{Int, Vararg{Any}}) = all_numbers(tail(t))
is_contiguous(a, indices::Tuple{Int, Vararg{Any}}) = is_contiguous(a, tail(indices))
is_contiguous(a, ::Tuple{}) = IndexStyle(a) === IndexLinear()
full_then_range(t::Tuple) = false
all_numbers(::Tuple{}) = true
all_numbers(t::Tuple{Int, Vararg{Any}}) = all_numbers(tail(t))
all_numbers(t::Tuple) = false

function view(a::AbstractArray, given...)
    indices = plain_indices(a, given)
    @boundscheck check_selection(a, given, indices)
    make_view(a, indices)
end
# A view of a view is a view of the array.
function view(v::SubArray, given...)
    indices = plain_indices(v, given)
    @boundscheck check_selection(v, given, indices)
    length(indices) == ndims(v) ? make_view(v.parent, through(v.indices, indices)) : make_view(v, indices)
end
through(::Tuple{}, ::Tuple{}) = ()
through(outer::Tuple{Int, Vararg{Any}}, inner::Tuple) = (outer[1], through(tail(outer), inner)...)
through(outer::Tuple{AbstractArray, Vararg{Any}}, inner::Tuple) = (outer[1][inner[1]], through(tail(outer), tail(inner))...)
parent(v::SubArray) = v.parent
parentindices(v::SubArray) = v.indices
parentindices(a::AbstractArray) = map(OneTo, size(a))
size(v::SubArray) = selected_dims(v.indices...)
IndexStyle(::Type{<:SubArray{T, N, P, I, true}}) where {T, N, P, I} = IndexLinear()
IndexStyle(::Type{<:SubArray{T, N, P, I, false}}) where {T, N, P, I} = IndexCartesian()
shares_memory(a, v::SubArray) = a === v.parent || (a isa SubArray && a.parent === v.parent)

function getindex(v::SubArray{T, 1, P, Tuple{I}}, i::Int) where {T, P, I<:AbstractArray}
    @boundscheck inside(i, length(v.indices[1])) || throw_boundserror(v, (i,))
    @inbounds v.parent[v.indices[1][i]]
end
function setindex!(v::SubArray{T, 1, P, Tuple{I}}, x, i::Int) where {T, P, I<:AbstractArray}
    @boundscheck inside(i, length(v.indices[1])) || throw_boundserror(v, (i,))
    @inbounds v.parent[v.indices[1][i]] = x
    v
end
function getindex(v::SubArray{T, N}, i::Vararg{Int, N}) where {T, N}
    @boundscheck indices_inside(size(v), i) || throw_boundserror(v, i)
    v.parent[through(v.indices, i)...]
end
function setindex!(v::SubArray{T, N}, x, i::Vararg{Int, N}) where {T, N}
    @boundscheck indices_inside(size(v), i) || throw_boundserror(v, i)
    setindex!(v.parent, x, through(v.indices, i)...)
    v
end
function element(v::SubArray, i::Int)
    @boundscheck inside(i, length(v)) || throw_boundserror(v, (i,))
    v[subscripts(size(v), i - 1)...]
end
function set_element!(v::SubArray, x, i::Int)
    @boundscheck inside(i, length(v)) || throw_boundserror(v, (i,))
    setindex!(v, x, subscripts(size(v), i - 1)...)
    v
end
function element(v::SubArray{T, N}, i::Int, j::Int, rest::Int...) where {T, N}
    indices = (i, j, rest...)
    @boundscheck indices_inside(size(v), indices) || throw_boundserror(v, indices)
    v[subscripts(size(v), offset_in(size(v), indices))...]
end

# The slices of an array, as views.
eachrow(a::AbstractMatrix) = slices_of(a, Val((1,)))
eachcol(a::AbstractMatrix) = slices_of(a, Val((2,)))
eachrow(a::AbstractVector) = Generator(i -> view(a, i:i), 1:length(a))
eachcol(a::AbstractVector) = Generator(j -> view(a, :), 1:1)
selectdim(a::AbstractArray, d::Integer, i) = view(a, ntuple(k -> k == d ? i : Colon(), ndims(a))...)

# An array of views: one for each index of the dimensions in `D`, of the others the whole.
struct Slices{S, N, P, D} <: AbstractArray{S, N}
    parent::P
end
function slices_of(a::P, ::Val{D}) where {P, D}
    S = typeof(make_view(a, plain_indices(a, slice_indices(Val(D), Val(ndims(a)), ntuple(k -> 1, Val(length(D)))))))
    Slices{S, length(D), P, D}(a)
end
function slice_indices(::Val{D}, ::Val{N}, at) where {D, N}
    if N == 2 && length(D) == 1
        return D[1] == 1 ? (at[1], Colon()) : (Colon(), at[1])
    end
    ntuple(k -> slice_index(D, at, k), Val(N))
end
function slice_index(D, at, k)
    for j in 1:length(D)
        D[j] == k && return at[j]
    end
    Colon()
end
parent(s::Slices) = s.parent
size(s::Slices{S, N, P, D}) where {S, N, P, D} = map(d -> size(s.parent, d), D)
IndexStyle(::Type{<:Slices{S, 1}}) where {S} = IndexLinear()
IndexStyle(::Type{<:Slices}) = IndexCartesian()
function getindex(s::Slices{S, N, P, D}, i::Vararg{Int, N}) where {S, N, P, D}
    @boundscheck indices_inside(size(s), i) || throw_boundserror(s, i)
    view(s.parent, slice_indices(Val(D), Val(ndims(s.parent)), i)...)
end
function setindex!(s::Slices{S, N}, x, i::Vararg{Int, N}) where {S, N}
    s[i...] .= x
    s
end
function eachslice(a::AbstractArray; dims, drop::Bool=true)
    drop || throw(ArgumentError("eachslice with drop=false is not supported yet"))
    slices_of(a, Val(dims isa Integer ? (Int(dims),) : map(Int, Tuple(dims))))
end
