# Arrays: a pointer to the first element, the memory it points into, and the size.

abstract type DenseArray{T, N} <: AbstractArray{T, N} end

mutable struct Array{T, N} <: DenseArray{T, N}
    data::Ptr{T}
    memory::Memory{T}
    size::NTuple{N, Int}
    Array{T, N}(data::Ptr{T}, memory::Memory{T}, size::NTuple{N, Int}) where {T, N} = new{T, N}(data, memory, size)
end
const Vector{T} = Array{T, 1}
const Matrix{T} = Array{T, 2}
const VecOrMat{T} = Union{Vector{T}, Matrix{T}}
const DenseVector{T} = DenseArray{T, 1}
const DenseMatrix{T} = DenseArray{T, 2}

struct UndefInitializer end
const undef = UndefInitializer()
show(io::IO, ::UndefInitializer) = print(io, "UndefInitializer(): array initializer with undefined values")

@noinline throw_array_size() = throw(ArgumentError("invalid Array dimensions"))
@noinline throw_array_dims() = throw(ArgumentError("invalid Array dimensions"))
function Array{T, 1}(::UndefInitializer, n::Int) where {T}
    n < 0 && throw_array_size()
    memory = Core.memory_new(Memory{T}, n)
    Array{T, 1}(Core.memory_data(memory), memory, (n,))
end
function Array{T, 2}(::UndefInitializer, m::Int, n::Int) where {T}
    (m < 0) | (n < 0) && throw_array_dims()
    memory = Core.memory_new(Memory{T}, m * n)
    Array{T, 2}(Core.memory_data(memory), memory, (m, n))
end
function Array{T, N}(::UndefInitializer, dims::NTuple{N, Int}) where {T, N}
    n = 1
    for d in dims
        d < 0 && throw_array_dims()
        n *= d
    end
    memory = Core.memory_new(Memory{T}, n)
    Array{T, N}(Core.memory_data(memory), memory, dims)
end
Array{T, 1}(::UndefInitializer, dims::Tuple{Int}) where {T} = Array{T, 1}(undef, dims[1])
Array{T, 2}(::UndefInitializer, dims::Tuple{Int, Int}) where {T} = Array{T, 2}(undef, dims[1], dims[2])
Array{T, N}(::UndefInitializer, dims::Integer...) where {T, N} = Array{T, N}(undef, whole_dims(N, dims))
Array{T, N}(::UndefInitializer, dims::Tuple{Vararg{Integer}}) where {T, N} = Array{T, N}(undef, whole_dims(N, dims))
Array{T}(::UndefInitializer, n::Int) where {T} = Array{T, 1}(undef, n)
Array{T}(::UndefInitializer, m::Int, n::Int) where {T} = Array{T, 2}(undef, m, n)
Array{T}(::UndefInitializer, dims::Integer...) where {T} = Array{T, length(dims)}(undef, map(Int, dims))
Array{T}(::UndefInitializer, dims::Tuple{Vararg{Integer}}) where {T} = Array{T, length(dims)}(undef, map(Int, dims))
Array{T, 1}() where {T} = Array{T, 1}(undef, 0)
Array{T}() where {T} = Array{T, 0}(undef, ())
Array{T, N}(value::Union{Nothing, Missing}, dims...) where {T, N} = fill!(Array{T, N}(undef, dims...), value)
Array{T}(value::Union{Nothing, Missing}, dims...) where {T} = fill!(Array{T}(undef, dims...), value)
function whole_dims(n, dims)
    length(dims) == n || throw(MethodError(Array, (undef, dims...)))
    map(Int, dims)
end

# From other collections.
Array{T, N}(a::AbstractArray{S, N}) where {T, N, S} = fill_with!(Array{T, N}(undef, size(a)), a)
Array{T}(a::AbstractArray{S, N}) where {T, N, S} = fill_with!(Array{T, N}(undef, size(a)), a)
Array(a::AbstractArray{T, N}) where {T, N} = fill_with!(Array{T, N}(undef, size(a)), a)
(::Type{Array{T, 1} where {T}})(a::AbstractArray{S, 1}) where {S} = Array{S, 1}(a)
(::Type{Array{T, 2} where {T}})(a::AbstractArray{S, 2}) where {S} = Array{S, 2}(a)
convert(::Type{T}, a::T) where {T<:Array} = a
convert(::Type{T}, a::AbstractArray) where {T<:Array} = T(a)
convert(::Type{AbstractArray{T}}, a::AbstractArray{T}) where {T} = a
convert(::Type{AbstractArray{T}}, a::AbstractArray) where {T} = Array{T}(a)
convert(::Type{AbstractArray{T, N}}, a::AbstractArray{T, N}) where {T, N} = a
convert(::Type{AbstractArray{T, N}}, a::AbstractArray{S, N}) where {T, S, N} = Array{T, N}(a)

size(a::Array) = getfield(a, :size)
length(a::Vector) = getfield(a, :size)[1]
length(a::Matrix) = getfield(a, :size)[1] * getfield(a, :size)[2]
length(a::Array) = product_of(getfield(a, :size))
product_of(::Tuple{}) = 1
product_of(t::Tuple{Int}) = t[1]
product_of(t::Tuple) = t[1] * product_of(tail(t))
IndexStyle(::Type{<:Array}) = IndexLinear()

@noinline throw_boundserror(a, i) = throw(BoundsError(a, i))

# Bounds are checked as one unsigned comparison: a non-positive index wraps to a huge number.
inside(i::Int, n::Int) = Core.ult_int(Core.sub_int(i, 1), n)

function getindex(a::Array, i::Int)
    @boundscheck inside(i, length(a)) || throw_boundserror(a, (i,))
    Core.pointer_load(getfield(a, :data), Core.sub_int(i, 1))
end
function setindex!(a::Array{T}, x, i::Int) where {T}
    value = convert(T, x)
    @boundscheck inside(i, length(a)) || throw_boundserror(a, (i,))
    Core.pointer_store(getfield(a, :memory), getfield(a, :data), Core.sub_int(i, 1), value)
    a
end
function getindex(a::Matrix, i::Int, j::Int)
    m, n = getfield(a, :size)
    @boundscheck inside(i, m) & inside(j, n) || throw_boundserror(a, (i, j))
    Core.pointer_load(getfield(a, :data), Core.sub_int(i, 1) + Core.sub_int(j, 1) * m)
end
function setindex!(a::Matrix{T}, x, i::Int, j::Int) where {T}
    value = convert(T, x)
    m, n = getfield(a, :size)
    @boundscheck inside(i, m) & inside(j, n) || throw_boundserror(a, (i, j))
    Core.pointer_store(getfield(a, :memory), getfield(a, :data), Core.sub_int(i, 1) + Core.sub_int(j, 1) * m, value)
    a
end
function getindex(a::Array{T, 3}, i::Int, j::Int, k::Int) where {T}
    m, n, l = getfield(a, :size)
    @boundscheck inside(i, m) & inside(j, n) & inside(k, l) || throw_boundserror(a, (i, j, k))
    Core.pointer_load(getfield(a, :data), Core.sub_int(i, 1) + m * (Core.sub_int(j, 1) + n * Core.sub_int(k, 1)))
end
function setindex!(a::Array{T, 3}, x, i::Int, j::Int, k::Int) where {T}
    value = convert(T, x)
    m, n, l = getfield(a, :size)
    @boundscheck inside(i, m) & inside(j, n) & inside(k, l) || throw_boundserror(a, (i, j, k))
    Core.pointer_store(getfield(a, :memory), getfield(a, :data), Core.sub_int(i, 1) + m * (Core.sub_int(j, 1) + n * Core.sub_int(k, 1)), value)
    a
end
# Any number of indices: those that are missing or too many must be 1.
function getindex(a::Array, i::Int, j::Int, rest::Int...)
    indices = (i, j, rest...)
    @boundscheck indices_inside(getfield(a, :size), indices) || throw_boundserror(a, indices)
    Core.pointer_load(getfield(a, :data), offset_in(getfield(a, :size), indices))
end
function setindex!(a::Array{T}, x, i::Int, j::Int, rest::Int...) where {T}
    value = convert(T, x)
    indices = (i, j, rest...)
    @boundscheck indices_inside(getfield(a, :size), indices) || throw_boundserror(a, indices)
    Core.pointer_store(getfield(a, :memory), getfield(a, :data), offset_in(getfield(a, :size), indices), value)
    a
end
function getindex(a::Array)
    @boundscheck length(a) == 1 || throw_boundserror(a, ())
    Core.pointer_load(getfield(a, :data), 0)
end
function setindex!(a::Array{T}, x) where {T}
    value = convert(T, x)
    @boundscheck length(a) == 1 || throw_boundserror(a, ())
    Core.pointer_store(getfield(a, :memory), getfield(a, :data), 0, value)
    a
end

iterate(a::Array) = iterate(a, 1)
function iterate(a::Array, i::Int)
    inside(i, length(a)) || return nothing
    (Core.pointer_load(getfield(a, :data), Core.sub_int(i, 1)), i + 1)
end

# Element literals: `[a, b]` makes a vector of the promoted type and sets its elements.
literal_vector(::Type{T}, n::Int) where {T} = Array{T, 1}(undef, n)
function literal_element!(a::Vector{T}, x, i::Int) where {T}
    Core.pointer_store(getfield(a, :memory), getfield(a, :data), Core.sub_int(i, 1), convert(T, x))
    nothing
end
vect() = Array{Any, 1}(undef, 0)
vect(xs...) = collect_tuple(promote_typeof(xs...), xs)
function collect_tuple(::Type{T}, xs) where {T}
    a = Array{T, 1}(undef, length(xs))
    fill_from!(a, 1, xs...)
    a
end
fill_from!(a, i) = nothing
fill_from!(a, i, x, rest...) = (literal_element!(a, x, i); fill_from!(a, i + 1, rest...))
getindex(::Type{T}, xs...) where {T} = collect_tuple(T, xs)
getindex(::Type{T}) where {T} = Array{T, 1}(undef, 0)

# Filled arrays.
function fill!(a::Array{T}, x) where {T}
    value = convert(T, x)
    for i in 1:length(a)
        @inbounds a[i] = value
    end
    a
end
fill(x, n::Int) = fill!(Array{typeof(x), 1}(undef, n), x)
fill(x, m::Int, n::Int) = fill!(Array{typeof(x), 2}(undef, m, n), x)
fill(x, dims::Union{Integer, AbstractUnitRange}...) = fill!(Array{typeof(x)}(undef, dims_of(dims)), x)
fill(x, dims::Tuple) = fill!(Array{typeof(x)}(undef, dims_of(dims)), x)
zeros(::Type{T}, n::Int) where {T} = fill!(Array{T, 1}(undef, n), zero(T))
zeros(::Type{T}, m::Int, n::Int) where {T} = fill!(Array{T, 2}(undef, m, n), zero(T))
zeros(::Type{T}, dims::Union{Integer, AbstractUnitRange}...) where {T} = fill!(Array{T}(undef, dims_of(dims)), zero(T))
zeros(::Type{T}, dims::Tuple) where {T} = fill!(Array{T}(undef, dims_of(dims)), zero(T))
zeros(dims::Union{Integer, AbstractUnitRange}...) = zeros(Float64, dims...)
zeros(dims::Tuple) = zeros(Float64, dims)
ones(::Type{T}, n::Int) where {T} = fill!(Array{T, 1}(undef, n), one(T))
ones(::Type{T}, m::Int, n::Int) where {T} = fill!(Array{T, 2}(undef, m, n), one(T))
ones(::Type{T}, dims::Union{Integer, AbstractUnitRange}...) where {T} = fill!(Array{T}(undef, dims_of(dims)), one(T))
ones(::Type{T}, dims::Tuple) where {T} = fill!(Array{T}(undef, dims_of(dims)), one(T))
ones(dims::Union{Integer, AbstractUnitRange}...) = ones(Float64, dims...)
ones(dims::Tuple) = ones(Float64, dims)
# Dimensions are given as numbers or as ranges from 1.
dims_of(dims::Tuple) = map(dim_of, dims)
dim_of(n::Int) = n
dim_of(n::Integer) = Int(n)
dim_of(r::AbstractUnitRange) = length(r)

similar(a::AbstractArray{T}) where {T} = similar(a, T, size(a))
similar(a::AbstractArray, ::Type{T}) where {T} = similar(a, T, size(a))
similar(a::AbstractArray{T}, dims::Tuple) where {T} = similar(a, T, dims_of(dims))
similar(a::AbstractArray{T}, dims::Union{Integer, AbstractUnitRange}...) where {T} = similar(a, T, dims_of(dims))
similar(a::AbstractArray, ::Type{T}, dims::Union{Integer, AbstractUnitRange}...) where {T} = similar(a, T, dims_of(dims))
similar(a::AbstractArray, ::Type{T}, dims::Tuple) where {T} = Array{T, length(dims)}(undef, dims_of(dims))
similar(::Type{<:Array{T}}, dims::Tuple) where {T} = Array{T, length(dims)}(undef, dims_of(dims))
similar(::Type{<:Array{T}}, dims::Union{Integer, AbstractUnitRange}...) where {T} = Array{T, length(dims)}(undef, dims_of(dims))

# Copies of elements, in memory order; ranges of one array may overlap.
collect(a::Array) = copy(a)
function copy(a::Array{T, N}) where {T, N}
    b = Array{T, N}(undef, getfield(a, :size))
    copy_elements!(b, 1, a, 1, length(a))
    b
end
copy_elements!(to::Array{T}, at::Int, from::Array{T}, start::Int, n::Int) where {T} = copy_memory!(to, at, getfield(from, :data), start, n)
# Bytes are copied, so that elements that were never set stay so.
function copy_memory!(to::Array{T}, at::Int, source::Ptr{T}, start::Int, n::Int) where {T}
    stride = Core.element_stride(T)
    stride == 0 && return to
    target = Core.pointer_add(getfield(to, :data), (at - 1) * stride)
    Core.runtime(:memory_copy, Nothing, target, Core.pointer_add(source, (start - 1) * stride), n * stride)
    to
end
function copyto!(to::Array{T}, at::Int, from::Array{T}, start::Int, n::Int) where {T}
    n == 0 && return to
    n < 0 && throw(ArgumentError(string("tried to copy n=", n, " elements, but n should be nonnegative")))
    if !(inside(at, length(to)) & inside(at + n - 1, length(to)) & inside(start, length(from)) & inside(start + n - 1, length(from)))
        throw(BoundsError())
    end
    copy_elements!(to, at, from, start, n)
end
copyto!(to::Array{T}, from::Array{T}) where {T} = length(from) > length(to) ? throw_boundserror(to, 1:length(from)) : copyto!(to, 1, from, 1, length(from))

# A new shape for the same elements, which both arrays then share.
function reshape(a::Array{T, N}, dims::NTuple{M, Int}) where {T, N, M}
    product_of(dims) == length(a) || throw_reshape(dims, length(a))
    Array{T, M}(getfield(a, :data), getfield(a, :memory), dims)
end
reshape(a::Array{T, N}, dims::NTuple{N, Int}) where {T, N} = dims == size(a) ? a : reshape_same(a, dims)
function reshape_same(a::Array{T, N}, dims) where {T, N}
    product_of(dims) == length(a) || throw_reshape(dims, length(a))
    Array{T, N}(getfield(a, :data), getfield(a, :memory), dims)
end
@noinline throw_reshape(dims, n) = throw(DimensionMismatch(string("new dimensions ", dims, " must be consistent with array size ", n)))
vec(a::Vector) = a
vec(a::Array{T}) where {T} = Array{T, 1}(getfield(a, :data), getfield(a, :memory), (length(a),))
