# What all arrays have, given `size` and `getindex` of a type of arrays: linear and Cartesian indices, iteration,
# comparison, bounds.

eltype(::Type{<:AbstractArray{T}}) where {T} = T
ndims(::AbstractArray{T, N}) where {T, N} = N
ndims(::Type{<:AbstractArray{T, N}}) where {T, N} = N
length(a::AbstractArray) = product_of(size(a))
size(a::AbstractArray, d::Integer) = d < 1 ? throw_dimension(d) : (d <= ndims(a) ? size(a)[Int(d)] : 1)
size(a::AbstractArray, d::Integer, e::Integer, rest::Integer...) = (size(a, d), size(a, e), map(i -> size(a, i), rest)...)
@noinline throw_dimension(d) = throw(ArgumentError(string("dimension out of range: ", d)))
axes(a::AbstractArray) = map(OneTo, size(a))
axes(a::AbstractArray, d::Integer) = OneTo(size(a, d))
axes(a::AbstractVector) = (OneTo(length(a)),)
isempty(a::AbstractArray) = length(a) == 0
firstindex(a::AbstractArray) = 1
lastindex(a::AbstractArray) = length(a)
firstindex(a::AbstractArray, d::Integer) = 1
lastindex(a::AbstractArray, d::Integer) = size(a, d)
eachindex(a::AbstractArray) = each_index(IndexStyle(a), a)
eachindex(a::AbstractVector) = OneTo(length(a))
eachindex(::IndexLinear, a::AbstractArray) = OneTo(length(a))
eachindex(::IndexCartesian, a::AbstractArray) = CartesianIndices(a)
each_index(::IndexLinear, a) = OneTo(length(a))
each_index(::IndexCartesian, a) = CartesianIndices(a)
function eachindex(a::AbstractArray, b::AbstractArray, rest::AbstractArray...)
    for other in (b, rest...)
        axes(other) == axes(a) || throw(DimensionMismatch(string("all inputs to eachindex must have the same indices, got ", join_indices((a, b, rest...)))))
    end
    eachindex(a)
end
join_indices(arrays) = join(map(index_text, arrays), ", ", " and ")
index_text(a) = string(eachindex(a))
keys(a::AbstractArray) = CartesianIndices(a)
keys(a::AbstractVector) = LinearIndices(a)
keytype(a::AbstractArray) = CartesianIndex{ndims(a)}
keytype(a::AbstractVector) = Int
valtype(a::AbstractArray) = eltype(a)
values(xs) = xs
has_offset_axes(a...) = false
require_one_based_indexing(a...) = true
first(a::AbstractArray) = a[1]
last(a::AbstractArray) = a[length(a)]
first(a::AbstractVector, n::Integer) = n < 0 ? throw(ArgumentError("Number of elements must be non-negative")) : a[1:min(Int(n), length(a))]
last(a::AbstractVector, n::Integer) = n < 0 ? throw(ArgumentError("Number of elements must be non-negative")) : a[max(1, length(a) - Int(n) + 1):length(a)]
parent(a::AbstractArray) = a
stride(a::AbstractArray, d::Integer) = strides(a)[d]
strides(a::Array) = stride_list(1, size(a))
stride_list(step, ::Tuple{}) = ()
stride_list(step, dims::Tuple) = (step, stride_list(step * dims[1], tail(dims))...)

# The offset of an element from the first, and back.
offset_in(dims::Tuple, indices::Tuple{}) = 0
offset_in(dims::Tuple{}, indices::Tuple{}) = 0
offset_in(dims::Tuple{}, indices::Tuple) = 0
offset_in(dims::Tuple, indices::Tuple) = Core.sub_int(indices[1], 1) + dims[1] * offset_in(tail(dims), tail(indices))
indices_inside(dims::Tuple{}, indices::Tuple{}) = true
indices_inside(dims::Tuple{}, indices::Tuple{Int}) = indices[1] == 1
indices_inside(dims::Tuple{}, indices::Tuple) = (indices[1] == 1) & indices_inside((), tail(indices))
indices_inside(dims::Tuple, indices::Tuple{}) = (dims[1] == 1) & indices_inside(tail(dims), ())
indices_inside(dims::Tuple, indices::Tuple{Int}) = inside(indices[1], dims[1]) & all_ones(tail(dims))
indices_inside(dims::Tuple, indices::Tuple) = inside(indices[1], dims[1]) & indices_inside(tail(dims), tail(indices))
all_ones(::Tuple{}) = true
all_ones(dims::Tuple) = (dims[1] == 1) & all_ones(tail(dims))
subscripts(dims::Tuple{}, offset::Int) = ()
subscripts(dims::Tuple{Int}, offset::Int) = (offset + 1,)
function subscripts(dims::Tuple, offset::Int)
    rest = div(offset, dims[1])
    (offset - rest * dims[1] + 1, subscripts(tail(dims), rest)...)
end

# An element of an array whose type knows the other style of index.
@noinline throw_no_index(name, a) = throw(CanonicalIndexError(name, typeof(a)))
struct CanonicalIndexError <: Exception
    func::String
    type::Any
end
showerror(io::IO, e::CanonicalIndexError) = print(io, "CanonicalIndexError: ", e.func, " not defined for ", e.type)
function element(a::AbstractArray, i::Int)
    ndims(a) == 1 && throw_no_index("getindex", a)
    IndexStyle(a) === IndexLinear() && throw_no_index("getindex", a)
    @boundscheck inside(i, length(a)) || throw_boundserror(a, (i,))
    a[subscripts(size(a), i - 1)...]
end
function element(a::AbstractArray{T, N}, indices::Int...) where {T, N}
    if IndexStyle(a) === IndexLinear()
        @boundscheck indices_inside(size(a), indices) || throw_boundserror(a, indices)
        return a[offset_in(size(a), indices)+1]
    end
    length(indices) == N && throw_no_index("getindex", a)
    @boundscheck indices_inside(size(a), indices) || throw_boundserror(a, indices)
    a[subscripts(size(a), offset_in(size(a), indices))...]
end
function set_element!(a::AbstractArray, x, i::Int)
    ndims(a) == 1 && throw_no_index("setindex!", a)
    IndexStyle(a) === IndexLinear() && throw_no_index("setindex!", a)
    @boundscheck inside(i, length(a)) || throw_boundserror(a, (i,))
    setindex!(a, x, subscripts(size(a), i - 1)...)
    a
end
function set_element!(a::AbstractArray{T, N}, x, indices::Int...) where {T, N}
    if IndexStyle(a) === IndexLinear()
        @boundscheck indices_inside(size(a), indices) || throw_boundserror(a, indices)
        a[offset_in(size(a), indices)+1] = x
        return a
    end
    length(indices) == N && throw_no_index("setindex!", a)
    @boundscheck indices_inside(size(a), indices) || throw_boundserror(a, indices)
    setindex!(a, x, subscripts(size(a), offset_in(size(a), indices))...)
    a
end

iterate(a::AbstractArray) = iterate(a, 1)
function iterate(a::AbstractArray, i)
    inside(i, length(a)) || return nothing
    (@inbounds(a[i]), i + 1)
end

checkbounds(::Type{Bool}, a::AbstractArray, i::Integer) = inside(Int(i), length(a))
checkbounds(::Type{Bool}, a::AbstractArray, i) = index_is_inside(i, length(a))
checkbounds(::Type{Bool}, a::AbstractArray, indices...) = index_list_inside(size(a), spread_indices(indices))
checkindex(::Type{Bool}, range::AbstractUnitRange, i) = index_is_inside(i, length(range))
checkindex(::Type{Bool}, range::AbstractUnitRange, i::Real) = (first(range) <= i) & (i <= last(range))
# Each Cartesian index as the integers it consists of.
spread_indices(::Tuple{}) = ()
spread_indices(indices::Tuple) = (spread_index(indices[1])..., spread_indices(tail(indices))...)
spread_index(i) = (i,)
function checkbounds(a::AbstractArray, indices...)
    checkbounds(Bool, a, indices...) || throw_boundserror(a, indices)
    nothing
end
index_is_inside(i::Integer, n::Int) = inside(Int(i), n)
index_is_inside(::Colon, n::Int) = true
index_is_inside(r::AbstractRange{<:Integer}, n::Int) = isempty(r) || (inside(Int(first(r)), n) & inside(Int(last(r)), n))
index_is_inside(mask::AbstractArray{Bool}, n::Int) = length(mask) == n
index_is_inside(i, n::Int) = false
function index_is_inside(indices::AbstractArray, n::Int)
    for i in indices
        index_is_inside(i, n) || return false
    end
    true
end
index_list_inside(dims::Tuple{}, indices::Tuple{}) = true
index_list_inside(dims::Tuple{}, indices::Tuple{Any}) = index_is_inside(indices[1], 1)
index_list_inside(dims::Tuple{}, indices::Tuple) = index_is_inside(indices[1], 1) && index_list_inside((), tail(indices))
index_list_inside(dims::Tuple, indices::Tuple{}) = all_ones(dims)
index_list_inside(dims::Tuple, indices::Tuple{Any}) = index_is_inside(indices[1], dims[1]) && all_ones(tail(dims))
index_list_inside(dims::Tuple, indices::Tuple) = index_is_inside(indices[1], dims[1]) && index_list_inside(tail(dims), tail(indices))
get(a::AbstractArray, i::Integer, default) = checkbounds(Bool, a, i) ? a[i] : default
get(a::AbstractArray, i::Tuple{Vararg{Integer}}, default) = checkbounds(Bool, a, i...) ? a[i...] : default
get(f::Function, a::AbstractArray, i::Integer) = checkbounds(Bool, a, i) ? a[i] : f()
function isassigned(a::AbstractArray, indices::Integer...)
    checkbounds(Bool, a, indices...) || return false
    try
        a[indices...]
        true
    catch e
        e isa Union{BoundsError, UndefRefError} ? false : rethrow(e)
    end
end

copy(a::AbstractArray) = copyto!(similar(a), a)
copymutable(a::AbstractArray) = copyto!(similar(a), a)
collect(a::AbstractArray{T, N}) where {T, N} = fill_with!(Array{T, N}(undef, size(a)), a)
function copyto!(to::AbstractArray, from::AbstractArray)
    length(to) < length(from) && throw(BoundsError(to, 1:length(from)))
    for i in 1:length(from)
        to[i] = from[i]
    end
    to
end
function copyto!(to::AbstractArray, from)
    i = 0
    for x in from
        i += 1
        i > length(to) && throw(ArgumentError("destination has fewer elements than required"))
        to[i] = x
    end
    to
end
copyto!(to::AbstractArray, at::Integer, from) = copyto!(to, at, from, 1, length(from))
copyto!(to::AbstractArray, at::Integer, from, start::Integer) = copyto!(to, at, from, start, length(from) - start + 1)
function copyto!(to::AbstractArray, at::Integer, from, start::Integer, n::Integer)
    n == 0 && return to
    n < 0 && throw(ArgumentError(string("tried to copy n=", n, " elements, but n should be nonnegative")))
    if !(inside(Int(at), length(to)) & inside(Int(at + n - 1), length(to)) & inside(Int(start), length(from)) & inside(Int(start + n - 1), length(from)))
        throw(BoundsError())
    end
    for k in 0:Int(n)-1
        to[at+k] = from[start+k]
    end
    to
end
copy!(to::AbstractVector, from) = copyto!(resize!(to, length(from)), from)
function copy!(to::AbstractArray, from::AbstractArray)
    axes(to) == axes(from) || throw(ArgumentError("arrays must have the same axes for copy! (consider using `copyto!`)"))
    copyto!(to, from)
end
function fill!(a::AbstractArray, x)
    for i in eachindex(a)
        a[i] = x
    end
    a
end
reshape(a::AbstractArray, dims::Union{Integer, Colon}...) = reshape(a, with_inferred(a, dims))
reshape(a::AbstractArray, dims::Tuple{Vararg{Union{Integer, Colon}}}) = reshape(a, with_inferred(a, dims))
# At most one dimension may be left to follow from the others.
function with_inferred(a, dims)
    rest = 1
    unknown = 0
    for d in dims
        if d isa Colon
            unknown += 1
        else
            rest *= Int(d)
        end
    end
    unknown == 0 && return map(Int, dims)
    unknown > 1 && throw(DimensionMismatch(string("new dimensions ", dims, " may have at most one omitted dimension specified by `Colon()`")))
    whole = rest == 0 ? 0 : div(length(a), rest)
    whole * rest == length(a) || throw(DimensionMismatch(string("array size ", length(a), " must be divisible by the product of the new dimensions ", dims)))
    map(d -> d isa Colon ? whole : Int(d), dims)
end
vec(a::AbstractArray) = reshape(a, (length(a),))
vec(a::AbstractVector) = a

# Comparison.
function ==(a::AbstractArray, b::AbstractArray)
    axes(a) == axes(b) || return false
    unsure = false
    for i in 1:length(a)
        same = a[i] == b[i]
        if ismissing(same)
            unsure = true
        elseif !same
            return false
        end
    end
    unsure ? missing : true
end
function isequal(a::AbstractArray, b::AbstractArray)
    a === b && return true
    axes(a) == axes(b) || return false
    for i in 1:length(a)
        isequal(a[i], b[i]) || return false
    end
    true
end
function isless(a::AbstractVector, b::AbstractVector)
    n = min(length(a), length(b))
    for i in 1:n
        isequal(a[i], b[i]) || return isless(a[i], b[i])
    end
    length(a) < length(b)
end
cmp(a::AbstractVector, b::AbstractVector) = isless(a, b) ? -1 : (isequal(a, b) ? 0 : 1)

# Numbers are collections of themselves, without dimensions.
IteratorSize(::Type{<:Number}) = HasShape{0}()
IteratorSize(::Type{<:AbstractChar}) = HasShape{0}()
size(::AbstractChar) = ()
eltype(::Type{T}) where {T<:Number} = T
ndims(::Number) = 0
ndims(::Type{<:Number}) = 0
size(::Number) = ()
size(::Number, d::Integer) = 1
axes(::Number) = ()
length(::Number) = 1
isempty(::Number) = false
iterate(x::Number) = (x, nothing)
iterate(x::Number, ::Nothing) = nothing
getindex(x::Number) = x
getindex(x::Number, i::Integer) = i == 1 ? x : throw(BoundsError(x, i))
getindex(x::Number, indices::Integer...) = all_ones(indices) ? x : throw(BoundsError(x, indices))
first(x::Number) = x
last(x::Number) = x
firstindex(::Number) = 1
lastindex(::Number) = 1
keys(::Number) = OneTo(1)
eachindex(::Number) = OneTo(1)
in(x::Number, y::Number) = x == y
copy(x::Number) = x
map(f, x::Number, ys::Number...) = f(x, ys...)

get(a::AbstractArray, i::Integer, default) = checkbounds(Bool, a, i) ? a[i] : default
get(a::AbstractArray, i::Tuple{}, default) = checkbounds(Bool, a) ? a[] : default
get(a::AbstractArray, i::Tuple{Vararg{Integer}}, default) = checkbounds(Bool, a, i...) ? a[i...] : default
get(f::Union{Function, Type}, a::AbstractArray, i::Integer) = checkbounds(Bool, a, i) ? a[i] : f()
