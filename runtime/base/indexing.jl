# Indexing with anything but plain numbers: ranges, colons, masks, arrays of indices, Cartesian indices.
#
# An index list is first made plain (`plain_indices`): numbers are Ints, everything else is an array of Ints. Then
# the result has one dimension for each dimension of the arrays among them.

# All of an axis.
struct Slice{R} <: AbstractUnitRange{Int}
    indices::R
end
first(s::Slice) = first(s.indices)
last(s::Slice) = last(s.indices)
length(s::Slice) = length(s.indices)
size(s::Slice) = (length(s.indices),)
getindex(s::Slice, i::Int) = s.indices[i]
show(io::IO, s::Slice) = (print(io, "Base.Slice("); show(io, s.indices); print(io, ")"))
index_is_inside(s::Slice, n::Int) = true

plain_indices(a, indices::Tuple{}) = ()
plain_indices(a, indices::Tuple{Any}) = plain_from(a, length(a), indices[1])
plain_indices(a, indices::Tuple) = plain_list(a, size(a), indices...)
plain_list(a, dims) = ()
plain_list(a, dims, i, rest...) = (plain_index(first_dim(dims), i), plain_list(a, rest_dims(dims), rest...)...)
plain_list(a, dims, c::CartesianIndex, rest...) = plain_list(a, dims, c.I..., rest...)
function plain_list(a, dims, mask::AbstractArray{Bool, 2}, rest...)
    (findall(vec(mask)), plain_list(a, rest_dims(rest_dims(dims)), rest...)...)
end
# One index alone counts through the whole array.
plain_from(a, n, i) = (plain_index(n, i),)
plain_from(a, n, c::CartesianIndex) = c.I
plain_from(a, n, list::AbstractArray{<:CartesianIndex}) = (map(c -> offset_in(size(a), c.I) + 1, list),)
first_dim(::Tuple{}) = 1
first_dim(dims::Tuple) = dims[1]
rest_dims(::Tuple{}) = ()
rest_dims(dims::Tuple) = tail(dims)
plain_index(n, i::Int) = i
plain_index(n, i::Integer) = Int(i)
plain_index(n, i::Bool) = throw(ArgumentError(string("invalid index: ", i, " of type Bool")))
plain_index(n, ::Colon) = Slice{OneTo{Int}}(OneTo(n))
plain_index(n, r::AbstractArray{<:Integer}) = r
plain_index(n, mask::AbstractArray{Bool}) = length(mask) == n ? findall(vec(mask)) : WrongMask(n)
# A mask of another length than its axis has is outside of it.
struct WrongMask <: AbstractVector{Int}
    n::Int
end
size(m::WrongMask) = (m.n,)
getindex(m::WrongMask, i::Int) = i
index_is_inside(m::WrongMask, n::Int) = false
plain_index(n, r::AbstractArray{Any}) = map(i -> plain_index(n, i), r)
plain_index(n, r::AbstractArray) = throw_invalid_index(r)
plain_index(n, i) = throw_invalid_index(i)
@noinline throw_invalid_index(i) = throw(ArgumentError(string("invalid index: ", repr(i), " of type ", typeof(i))))

# The dimensions of what an index list selects.
selected_dims() = ()
selected_dims(i::Int, rest...) = selected_dims(rest...)
selected_dims(i::AbstractArray, rest...) = (size(i)..., selected_dims(rest...)...)

getindex(a::AbstractArray, i::Int) = element(a, i)
getindex(a::AbstractArray, i::Int, j::Int, rest::Int...) = element(a, i, j, rest...)
getindex(a::AbstractArray, i::Integer) = a[Int(i)]
getindex(a::AbstractArray, i::Bool) = plain_index(0, i)
getindex(a::AbstractArray, c::CartesianIndex) = a[c.I...]
getindex(a::AbstractArray) = (length(a) == 1 || throw_boundserror(a, ()); a[1])
getindex(a::AbstractArray, indices...) = select(a, indices, plain_indices(a, indices))
select(a, given, indices::Tuple{Vararg{Int}}) = a[indices...]
function select(a::AbstractArray{T}, given, indices::Tuple) where {T}
    @boundscheck check_selection(a, given, indices)
    out = similar(a, T, selected_dims(indices...))
    gather!(out, a, indices)
    out
end
check_selection(a, given, indices::Tuple{Any}) = index_is_inside(indices[1], length(a)) || throw_boundserror(a, shown_indices(given, indices))
check_selection(a, given, indices::Tuple) = index_list_inside(size(a), indices) || throw_boundserror(a, shown_indices(given, indices))
# In messages a mask stays as it was given, and a colon is the axis.
shown_indices(given, indices) = length(given) == length(indices) ? map(shown_index, given, indices) : indices
shown_index(given::AbstractArray, index) = given
shown_index(given, index) = index
shown_index(given, index::Slice) = index.indices
function gather!(out, a, indices::Tuple{Any})
    k = 0
    for i in indices[1]
        k += 1
        @inbounds out[k] = a[Int(i)]
    end
end
function gather!(out, a, indices::Tuple{Any, Any})
    k = 0
    for j in indices[2], i in indices[1]
        k += 1
        @inbounds out[k] = a[Int(i), Int(j)]
    end
end
function gather!(out, a, indices::Tuple)
    k = 0
    for c in CartesianIndices(map(length, indices))
        k += 1
        @inbounds out[k] = a[map((list, i) -> Int(list[i]), indices, c.I)...]
    end
end

setindex!(a::AbstractArray, x, i::Int) = set_element!(a, x, i)
setindex!(a::AbstractArray, x, i::Int, j::Int, rest::Int...) = set_element!(a, x, i, j, rest...)
setindex!(a::AbstractArray, x, i::Integer) = setindex!(a, x, Int(i))
setindex!(a::AbstractArray, x, i::Bool) = plain_index(0, i)
setindex!(a::AbstractArray, x, c::CartesianIndex) = setindex!(a, x, c.I...)
setindex!(a::AbstractArray, x) = (length(a) == 1 || throw_boundserror(a, ()); setindex!(a, x, 1))
setindex!(a::AbstractArray, x, indices...) = assign_selected!(a, x, indices, plain_indices(a, indices))
assign_selected!(a, x, given, indices::Tuple{Vararg{Int}}) = setindex!(a, x, indices...)
assign_selected!(a, x, given, indices::Tuple) = throw(ArgumentError("indexed assignment with a single value to possibly many locations is not supported; perhaps use broadcasting `.=` instead?"))
function assign_selected!(a, x::AbstractArray, given, indices::Tuple)
    @boundscheck check_selection(a, given, indices)
    check_assigned_shape(x, map(length, indices))
    # A part of the array assigned to another part of it is read before it is written.
    scatter!(a, x === a || shares_memory(a, x) ? copy(x) : x, indices)
    a
end
shares_memory(a, x) = false
# Dimensions of length 1 do not matter.
function check_assigned_shape(x, counts)
    without_ones(size(x)) == without_ones(counts) && return nothing
    # A vector fills a matrix, and a single index takes any shape.
    if (length(counts) == 1 || (length(counts) == 2 && ndims(x) == 1)) && length(x) == prod(counts)
        return nothing
    end
    throw_assigned_shape(x, counts)
end
@noinline function throw_assigned_shape(x, counts)
    if length(counts) == 1
        throw(DimensionMismatch(string("tried to assign ", length(x), " elements to ", counts[1], " destinations")))
    end
    throw(DimensionMismatch(string("tried to assign ", dims_text(size(x)), " array to ", dims_text(counts), " destination")))
end
function without_ones(dims)
    kept = Array{Int, 1}(undef, 0)
    for d in dims
        d == 1 || push!(kept, d)
    end
    kept
end
dims_text(dims::Tuple{}) = "0-dimensional"
dims_text(dims::Tuple{Int}) = string(dims[1], "-element")
dims_text(dims::Tuple) = joined_by(dims, "×")
function scatter!(a, x, indices::Tuple{Any})
    k = 0
    for i in indices[1]
        k += 1
        a[Int(i)] = x[k]
    end
end
function scatter!(a, x, indices::Tuple{Any, Any})
    k = 0
    for j in indices[2], i in indices[1]
        k += 1
        a[Int(i), Int(j)] = x[k]
    end
end
function scatter!(a, x, indices::Tuple)
    k = 0
    for c in CartesianIndices(map(length, indices))
        k += 1
        setindex!(a, x[k], map((list, i) -> Int(list[i]), indices, c.I)...)
    end
end
