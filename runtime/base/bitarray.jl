# Arrays of Bool with one bit an element: what comparing arrays element by element gives.
# The bits beyond the last element are zero.

mutable struct BitArray{N} <: AbstractArray{Bool, N}
    chunks::Vector{UInt64}
    size::NTuple{N, Int}
    BitArray{N}(chunks::Vector{UInt64}, size::NTuple{N, Int}) where {N} = new{N}(chunks, size)
end
const BitVector = BitArray{1}
const BitMatrix = BitArray{2}

chunk_count(n::Int) = (n + 63) >> 6
zero_chunks(n::Int) = fill!(Array{UInt64, 1}(undef, chunk_count(n)), 0x0000000000000000)
BitArray{N}(::UndefInitializer, size::NTuple{N, Int}) where {N} = BitArray{N}(zero_chunks(elements_in(size)), size)
BitArray{N}(::UndefInitializer, dims::Int...) where {N} = BitArray{N}(undef, dims)
BitArray(::UndefInitializer, dims::Int...) = BitArray{length(dims)}(undef, dims)
BitArray(::UndefInitializer, dims::Tuple) = BitArray{length(dims)}(undef, dims)
BitArray{1}() = BitArray{1}(undef, (0,))
BitArray(a::AbstractArray) = BitArray{ndims(a)}(a)
BitArray{N}(a::AbstractArray) where {N} = fill_bits!(BitArray{N}(undef, size(a)), a)
BitArray{1}(a::AbstractArray) = fill_bits!(BitArray{1}(undef, size(a)), a)
function fill_bits!(b, a)
    i = 0
    for x in a
        i += 1
        b[i] = x
    end
    b
end
function BitArray{1}(itr)
    b = BitArray{1}()
    for x in itr
        push!(b, x)
    end
    b
end
convert(::Type{BitArray{N}}, a::BitArray{N}) where {N} = a
convert(::Type{BitArray{N}}, a::AbstractArray) where {N} = BitArray{N}(a)

size(b::BitArray) = getfield(b, :size)
length(b::BitArray) = elements_in(getfield(b, :size))
length(b::BitArray{1}) = getfield(b, :size)[1]
size(b::BitArray, d::Integer) = d <= length(getfield(b, :size)) ? getfield(b, :size)[Int(d)] : 1
ndims(b::BitArray{N}) where {N} = N

@inline function get_bit(chunks, i)
    @inbounds chunk = chunks[((i - 1) >> 6) + 1]
    (chunk >> ((i - 1) & 63)) & 0x0000000000000001 != 0
end
@inline function set_bit!(chunks, x::Bool, i)
    k = ((i - 1) >> 6) + 1
    mask = 0x0000000000000001 << ((i - 1) & 63)
    @inbounds chunk = chunks[k]
    @inbounds chunks[k] = x ? chunk | mask : chunk & ~mask
end
@inline function getindex(b::BitArray, i::Int)
    @boundscheck inside(i, length(b)) || throw_boundserror(b, (i,))
    get_bit(getfield(b, :chunks), i)
end
@inline function setindex!(b::BitArray, x, i::Int)
    @boundscheck inside(i, length(b)) || throw_boundserror(b, (i,))
    set_bit!(getfield(b, :chunks), convert(Bool, x), i)
    b
end
@inline function getindex(b::BitArray{2}, i::Int, j::Int)
    m, n = getfield(b, :size)
    @boundscheck inside(i, m) & inside(j, n) || throw_boundserror(b, (i, j))
    get_bit(getfield(b, :chunks), i + (j - 1) * m)
end
@inline function setindex!(b::BitArray{2}, x, i::Int, j::Int)
    m, n = getfield(b, :size)
    @boundscheck inside(i, m) & inside(j, n) || throw_boundserror(b, (i, j))
    set_bit!(getfield(b, :chunks), convert(Bool, x), i + (j - 1) * m)
    b
end
iterate(b::BitArray) = iterate(b, 1)
iterate(b::BitArray, i::Int) = inside(i, length(b)) ? (get_bit(getfield(b, :chunks), i), i + 1) : nothing

copy(b::BitArray{N}) where {N} = BitArray{N}(copy(getfield(b, :chunks)), getfield(b, :size))
similar(b::BitArray) = BitArray(undef, size(b))
similar(b::BitArray, ::Type{Bool}) = BitArray(undef, size(b))
similar(b::BitArray, ::Type{Bool}, size::Tuple{Vararg{Int}}) = BitArray(undef, size)
function fill!(b::BitArray, x)
    value = convert(Bool, x)
    fill!(getfield(b, :chunks), value ? 0xffffffffffffffff : 0x0000000000000000)
    value && clear_rest!(b)
    b
end
function clear_rest!(b::BitArray)
    n = length(b)
    chunks = getfield(b, :chunks)
    if n & 63 != 0
        chunks[chunk_count(n)] &= (0x0000000000000001 << (n & 63)) - 0x0000000000000001
    end
    nothing
end
trues(dims::Integer...) = fill!(BitArray(undef, map(Int, dims)), true)
trues(dims::Tuple{Vararg{Int}}) = fill!(BitArray(undef, dims), true)
falses(dims::Integer...) = BitArray(undef, map(Int, dims))
falses(dims::Tuple{Vararg{Int}}) = BitArray(undef, dims)

function count(b::BitArray)
    n = 0
    for chunk in getfield(b, :chunks)
        n += count_ones(chunk)
    end
    n
end
sum(b::BitArray) = count(b)
function any(b::BitArray)
    for chunk in getfield(b, :chunks)
        chunk != 0x0000000000000000 && return true
    end
    false
end
all(b::BitArray) = count(b) == length(b)
==(a::BitArray, b::BitArray) = size(a) == size(b) && getfield(a, :chunks) == getfield(b, :chunks)

# Vectors of bits grow and shrink.
function resize!(b::BitArray{1}, n::Integer)
    old = length(b)
    chunks = getfield(b, :chunks)
    have = length(chunks)
    want = chunk_count(Int(n))
    resize!(chunks, want)
    for k in have+1:want
        chunks[k] = 0x0000000000000000
    end
    setfield!(b, :size, (Int(n),))
    n < old && clear_rest!(b)
    b
end
function push!(b::BitArray{1}, x)
    value = convert(Bool, x)
    n = length(b) + 1
    resize!(b, n)
    set_bit!(getfield(b, :chunks), value, n)
    b
end
function pop!(b::BitArray{1})
    n = length(b)
    n == 0 && throw(ArgumentError("array must be non-empty"))
    x = b[n]
    resize!(b, n - 1)
    x
end
function append!(b::BitArray{1}, xs)
    for x in xs
        push!(b, x)
    end
    b
end
empty!(b::BitArray{1}) = resize!(b, 0)

# Results of broadcasting whose elements are Bool.
broadcast_result(::Type{Bool}, shape::Tuple{Int}) = BitArray{1}(undef, shape)
broadcast_result(::Type{Bool}, shape::Tuple{Int, Int}) = BitArray{2}(undef, shape)
broadcast_result(::Type{Bool}, shape::Tuple{Int, Int, Int, Vararg{Int}}) = BitArray{length(shape)}(undef, shape)
unaliased(to, b::BitArray) = b !== to && shares_elements(to, b) ? copy(b) : b

# The same bits in another shape, and edits in the middle.
vec(b::BitArray) = BitArray{1}(getfield(b, :chunks), (length(b),))
vec(b::BitArray{1}) = b
reshape(b::BitArray, dims::NTuple{N, Int}) where {N} = product_of(dims) == length(b) ? BitArray{N}(getfield(b, :chunks), dims) : throw(DimensionMismatch(string("new dimensions ", dims, " must be consistent with array size ", length(b))))
permutedims(b::BitArray{1}) = reshape(copy(b), (1, length(b)))
vcat(a::BitArray{1}, rest::BitArray{1}...) = append_all!(copy(a), rest)
append_all!(a, ::Tuple{}) = a
append_all!(a, rest::Tuple) = append_all!(append!(a, rest[1]), tail(rest))
function map(f, b::BitArray)
    values = collect(Generator(f, b))
    values isa Array{Bool} ? BitArray(values) : values
end
filter(f, b::BitArray{1}) = b[map(f, b)]
function filter!(f, b::BitArray{1})
    kept = 0
    for i in 1:length(b)
        x = b[i]
        if f(x)
            kept += 1
            b[kept] = x
        end
    end
    resize!(b, kept)
end
function deleteat!(b::BitArray{1}, i::Integer)
    n = length(b)
    inside(Int(i), n) || throw_boundserror(b, (i,))
    for k in Int(i):n-1
        b[k] = b[k+1]
    end
    resize!(b, n - 1)
end
function popfirst!(b::BitArray{1})
    isempty(b) && throw(ArgumentError("array must be non-empty"))
    x = b[1]
    deleteat!(b, 1)
    x
end
function insert!(b::BitArray{1}, i::Integer, x)
    n = length(b)
    inside(Int(i), n + 1) || throw_boundserror(b, (i,))
    value = convert(Bool, x)
    resize!(b, n + 1)
    for k in n:-1:Int(i)
        b[k+1] = b[k]
    end
    b[Int(i)] = value
    b
end
pushfirst!(b::BitArray{1}, x) = insert!(b, 1, x)
splice!(b::BitArray{1}, i::Integer) = (x = b[i]; deleteat!(b, i); x)
prod(b::BitArray) = all(b)
