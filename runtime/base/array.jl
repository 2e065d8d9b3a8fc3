# Arrays: a pointer to the first element, the memory it points into, and the size.

abstract type DenseArray{T, N} <: AbstractArray{T, N} end

const NTuple{N, T} = Tuple{Vararg{T, N}}

mutable struct Array{T, N} <: DenseArray{T, N}
    data::Ptr{T}
    memory::Memory{T}
    size::NTuple{N, Int}
    Array{T, N}(data::Ptr{T}, memory::Memory{T}, size::NTuple{N, Int}) where {T, N} = new{T, N}(data, memory, size)
end
const Vector{T} = Array{T, 1}
const Matrix{T} = Array{T, 2}
const VecOrMat{T} = Union{Vector{T}, Matrix{T}}

struct UndefInitializer end
const undef = UndefInitializer()

function Array{T, 1}(::UndefInitializer, n::Int) where {T}
    n < 0 && throw(ArgumentError("invalid GenericMemory size: the number of elements is either negative or too large for system address width"))
    memory = Core.memory_new(Memory{T}, n)
    Array{T, 1}(Core.memory_data(memory), memory, (n,))
end
Array{T, 1}(::UndefInitializer, n::Integer) where {T} = Array{T, 1}(undef, Int(n))
function Array{T, 2}(::UndefInitializer, m::Int, n::Int) where {T}
    memory = Core.memory_new(Memory{T}, m * n)
    Array{T, 2}(Core.memory_data(memory), memory, (m, n))
end
Array{T, 1}() where {T} = Array{T, 1}(undef, 0)
Array{T}(::UndefInitializer, n::Integer) where {T} = Array{T, 1}(undef, Int(n))
Array{T}(::UndefInitializer, m::Integer, n::Integer) where {T} = Array{T, 2}(undef, Int(m), Int(n))

length(a::Vector) = getfield(a, :size)[1]
length(a::Matrix) = getfield(a, :size)[1] * getfield(a, :size)[2]
size(a::Array) = getfield(a, :size)
size(a::Array, d::Integer) = d <= ndims(a) ? getfield(a, :size)[Int(d)] : 1
ndims(a::Array{T, N}) where {T, N} = N
eltype(::Type{<:AbstractArray{T}}) where {T} = T
isempty(a::AbstractArray) = length(a) == 0
firstindex(a::AbstractArray) = 1
lastindex(a::AbstractArray) = length(a)
lastindex(a::AbstractArray, d::Integer) = size(a, d)
eachindex(a::AbstractArray) = OneTo(length(a))
axes(a::AbstractArray, d::Integer) = OneTo(size(a, d))
axes(a::AbstractVector) = (OneTo(length(a)),)
keys(a::AbstractVector) = OneTo(length(a))
first(a::AbstractArray) = a[1]
last(a::AbstractArray) = a[length(a)]

@noinline throw_boundserror(a, i) = throw(BoundsError(a, i))

# Bounds are checked as one unsigned comparison: a non-positive index wraps to a huge number.
inside(i::Int, n::Int) = Core.ult_int(Core.sub_int(i, 1), n)

function getindex(a::Array, i::Int)
    @boundscheck inside(i, length(a)) || throw_boundserror(a, (i,))
    Core.pointer_load(getfield(a, :data), Core.sub_int(i, 1))
end
function setindex!(a::Array{T}, x, i::Int) where {T}
    @boundscheck inside(i, length(a)) || throw_boundserror(a, (i,))
    Core.pointer_store(getfield(a, :memory), getfield(a, :data), Core.sub_int(i, 1), convert(T, x))
    a
end
getindex(a::Array, i::Integer) = a[Int(i)]
setindex!(a::Array, x, i::Integer) = setindex!(a, x, Int(i))
function getindex(a::Matrix, i::Int, j::Int)
    m, n = getfield(a, :size)
    @boundscheck inside(i, m) & inside(j, n) || throw_boundserror(a, (i, j))
    Core.pointer_load(getfield(a, :data), Core.sub_int(i, 1) + Core.sub_int(j, 1) * m)
end
function setindex!(a::Matrix{T}, x, i::Int, j::Int) where {T}
    m, n = getfield(a, :size)
    @boundscheck inside(i, m) & inside(j, n) || throw_boundserror(a, (i, j))
    Core.pointer_store(getfield(a, :memory), getfield(a, :data), Core.sub_int(i, 1) + Core.sub_int(j, 1) * m, convert(T, x))
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

function fill!(a::Array{T}, x) where {T}
    value = convert(T, x)
    for i in 1:length(a)
        @inbounds a[i] = value
    end
    a
end
fill(x, n::Integer) = fill!(Array{typeof(x), 1}(undef, Int(n)), x)
fill(x, m::Integer, n::Integer) = fill!(Array{typeof(x), 2}(undef, Int(m), Int(n)), x)
zeros(::Type{T}, n::Integer) where {T} = fill!(Array{T, 1}(undef, Int(n)), zero(T))
zeros(::Type{T}, m::Integer, n::Integer) where {T} = fill!(Array{T, 2}(undef, Int(m), Int(n)), zero(T))
zeros(n::Integer) = zeros(Float64, n)
zeros(m::Integer, n::Integer) = zeros(Float64, m, n)
ones(::Type{T}, n::Integer) where {T} = fill!(Array{T, 1}(undef, Int(n)), one(T))
ones(::Type{T}, m::Integer, n::Integer) where {T} = fill!(Array{T, 2}(undef, Int(m), Int(n)), one(T))
ones(n::Integer) = ones(Float64, n)
ones(m::Integer, n::Integer) = ones(Float64, m, n)
trues(n::Integer) = fill(true, n)
falses(n::Integer) = fill(false, n)

function collect(xs)
    a = Array{eltype(xs), 1}(undef, 0)
    for x in xs
        push!(a, x)
    end
    a
end
function collect(r::AbstractRange{T}) where {T}
    a = Array{T, 1}(undef, length(r))
    i = 1
    for x in r
        @inbounds a[i] = x
        i += 1
    end
    a
end
collect(a::Array) = copy(a)
collect(t::Tuple) = vect(t...)

function copy(a::Vector{T}) where {T}
    b = Array{T, 1}(undef, length(a))
    copy_elements!(b, 1, a, 1, length(a))
    b
end
function copy(a::Matrix{T}) where {T}
    b = Array{T, 2}(undef, size(a, 1), size(a, 2))
    copy_elements!(b, 1, a, 1, length(a))
    b
end
function copy_elements!(to::Array{T}, at::Int, from::Array{T}, start::Int, n::Int) where {T}
    target = getfield(to, :data)
    source = getfield(from, :data)
    for i in 0:n-1
        Core.pointer_store(getfield(to, :memory), target, at - 1 + i, Core.pointer_load(source, start - 1 + i))
    end
    to
end

# The memory is doubled when it is full; elements before `data` were removed from the front.
capacity(a::Vector{T}) where {T} = Core.memory_length(getfield(a, :memory)) - front_room(a)
function front_room(a::Vector{T}) where {T}
    bytes = Core.bitcast(Int, getfield(a, :data)) - Core.bitcast(Int, Core.memory_data(getfield(a, :memory)))
    # Elements of a type with one value, such as nothing, take no room.
    element_stride(T) == 0 ? 0 : div(bytes, element_stride(T))
end
element_stride(::Type{T}) where {T} = Core.element_stride(T)

function grow_end!(a::Vector{T}, n::Int) where {T}
    old = length(a)
    if old + n > capacity(a)
        grow_memory!(a, old + n)
    end
    set_size!(a, (old + n,))
    a
end
@noinline function grow_memory!(a::Vector{T}, wanted::Int) where {T}
    old = length(a)
    memory = Core.memory_new(Memory{T}, max(wanted, 2 * old, 8))
    source = getfield(a, :data)
    target = Core.memory_data(memory)
    for i in 0:old-1
        Core.pointer_store(memory, target, i, Core.pointer_load(source, i))
    end
    set_memory!(a, memory, target)
    nothing
end

function push!(a::Vector{T}, x) where {T}
    value = convert(T, x)
    n = length(a)
    grow_end!(a, 1)
    Core.pointer_store(getfield(a, :memory), getfield(a, :data), n, value)
    a
end
push!(a::Vector, x, y, rest...) = push!(push!(a, x), y, rest...)
function pop!(a::Vector)
    n = length(a)
    n == 0 && throw(ArgumentError("array must be non-empty"))
    @inbounds x = a[n]
    set_size!(a, (n - 1,))
    x
end
function resize!(a::Vector, n::Integer)
    n < 0 && throw(ArgumentError("new length must be ≥ 0"))
    if n > length(a)
        grow_end!(a, Int(n) - length(a))
    else
        set_size!(a, (Int(n),))
    end
    a
end
function append!(a::Vector, xs)
    for x in xs
        push!(a, x)
    end
    a
end
function empty!(a::Vector)
    set_size!(a, (0,))
    a
end
function popfirst!(a::Vector{T}) where {T}
    n = length(a)
    n == 0 && throw(ArgumentError("array must be non-empty"))
    @inbounds x = a[1]
    set_data!(a, Core.pointer_add(getfield(a, :data), element_stride(T)))
    set_size!(a, (n - 1,))
    x
end
function insert!(a::Vector, i::Integer, x)
    n = length(a)
    1 <= i <= n + 1 || throw_boundserror(a, (i,))
    value = convert(eltype(a), x)
    grow_end!(a, 1)
    j = n
    while j >= i
        @inbounds a[j+1] = a[j]
        j -= 1
    end
    @inbounds a[i] = value
    a
end
pushfirst!(a::Vector, x) = insert!(a, 1, x)
function deleteat!(a::Vector, i::Integer)
    n = length(a)
    1 <= i <= n || throw_boundserror(a, (i,))
    for j in Int(i):n-1
        @inbounds a[j] = a[j+1]
    end
    set_size!(a, (n - 1,))
    a
end

set_size!(a::Vector, size) = (setfield!(a, :size, size); nothing)
set_data!(a::Vector, data) = (setfield!(a, :data, data); nothing)
function set_memory!(a::Vector, memory, data)
    setfield!(a, :memory, memory)
    setfield!(a, :data, data)
    nothing
end

function ==(a::AbstractArray, b::AbstractArray)
    size(a) == size(b) || return false
    for i in 1:length(a)
        a[i] == b[i] || return false
    end
    true
end
function in(x, xs)
    for y in xs
        y == x && return true
    end
    false
end
const ∈ = in
∉(x, xs) = !(x in xs)
function reverse(a::Vector)
    b = copy(a)
    n = length(a)
    for i in 1:n
        @inbounds b[i] = a[n+1-i]
    end
    b
end
function getindex(a::Vector{T}, r::AbstractRange{<:Integer}) where {T}
    isempty(r) || (1 <= minimum(r) && maximum(r) <= length(a)) || throw_boundserror(a, (r,))
    b = Array{T, 1}(undef, length(r))
    k = 1
    for i in r
        @inbounds b[k] = a[i]
        k += 1
    end
    b
end
function getindex(a::Array{T}, indices::Vector{<:Integer}) where {T}
    b = Array{T, 1}(undef, length(indices))
    for k in 1:length(indices)
        i = indices[k]
        1 <= i <= length(a) || throw_boundserror(a, (indices,))
        b[k] = a[i]
    end
    b
end
function getindex(a::Vector{T}, mask::Vector{Bool}) where {T}
    length(mask) == length(a) || throw_boundserror(a, (mask,))
    b = Array{T, 1}(undef, 0)
    for k in 1:length(mask)
        mask[k] && push!(b, a[k])
    end
    b
end
getindex(a::Vector, ::Colon) = copy(a)

# `a[r] = values` sets one element for each index.
function setindex!(a::Vector, values::AbstractArray, r::AbstractRange{<:Integer})
    n = length(r)
    length(values) == n || throw(DimensionMismatch(string("tried to assign ", length(values), " elements to ", n, " destinations")))
    check_range_index(a, r)
    k = 1
    for i in r
        a[i] = values[k]
        k += 1
    end
    a
end
setindex!(a::Vector, values::AbstractArray, ::Colon) = setindex!(a, values, 1:length(a))

# A vector converts to one of other elements, each converted.
function convert_default(::Type{Array{T, 1}}, a::Vector) where {T}
    b = Array{T, 1}(undef, length(a))
    for i in 1:length(a)
        b[i] = a[i]
    end
    b
end
