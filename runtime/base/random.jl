# Random numbers: Xoshiro256++, with the streams that Julia 1.10 has for a seed.

abstract type AbstractRNG end
# The fifth word is no part of the stream: from it the generators of tasks are split off.
mutable struct Xoshiro <: AbstractRNG
    s0::UInt64
    s1::UInt64
    s2::UInt64
    s3::UInt64
    s4::UInt64
    Xoshiro(s0::Integer, s1::Integer, s2::Integer, s3::Integer) = set_state!(new(0, 0, 0, 0, 0), UInt64(s0), UInt64(s1), UInt64(s2), UInt64(s3))
    Xoshiro(s0::Integer, s1::Integer, s2::Integer, s3::Integer, s4::Integer) = new(s0, s1, s2, s3, s4)
end
function set_state!(rng::Xoshiro, s0::UInt64, s1::UInt64, s2::UInt64, s3::UInt64)
    rng.s0, rng.s1, rng.s2, rng.s3 = s0, s1, s2, s3
    rng.s4 = s0 + 3 * s1 + 5 * s2 + 7 * s3
    rng
end
Xoshiro() = seed!(Xoshiro(0, 0, 0, 0))
Xoshiro(seed::Integer) = seed!(Xoshiro(0, 0, 0, 0), seed)
Xoshiro(::Nothing) = Xoshiro()
show(io::IO, rng::Xoshiro) = print(io, "Xoshiro(", repr(rng.s0), ", ", repr(rng.s1), ", ", repr(rng.s2), ", ", repr(rng.s3), ", ", repr(rng.s4), ")")
system_bits() = Core.bitcast(UInt64, Core.runtime(:random_seed, Int64))

# The generator of the task that runs. It is seeded by the system when it is first asked.
struct TaskLocalRNG <: AbstractRNG end
const DEFAULT_RNG = Xoshiro(0, 0, 0, 0)
const GLOBAL_SEED = RefValue{Any}(nothing)
default_rng() = TaskLocalRNG()
function task_generator()
    rng = DEFAULT_RNG
    rng.s0 | rng.s1 | rng.s2 | rng.s3 == 0 && seed!(rng)
    rng
end
random_words() = (DEFAULT_RNG.s0, DEFAULT_RNG.s1, DEFAULT_RNG.s2, DEFAULT_RNG.s3, DEFAULT_RNG.s4)
function set_random_words(words::NTuple{5, UInt64})
    rng = DEFAULT_RNG
    rng.s0, rng.s1, rng.s2, rng.s3, rng.s4 = words
    nothing
end
# The words of a new task's generator, by way of PCG's output function with other constants for each. Of a generator
# that was not asked yet nothing is split off: the task's is seeded by the system, too.
function split_random()
    rng = DEFAULT_RNG
    rng.s0 | rng.s1 | rng.s2 | rng.s3 == 0 && return (0x0000000000000000, 0x0000000000000000, 0x0000000000000000, 0x0000000000000000, 0x0000000000000000)
    x = rng.s4
    rng.s4 = x * 0xd1342543de82ef95 + 0x0000000000000001
    (split_word(rng.s0, x ⊻ 0x214c146c88e47cb7, 0xaef17502108ef2d9), split_word(rng.s1, x ⊻ 0xa66d8cc21285aafa, 0xf34026eeb86766af),
     split_word(rng.s2, x ⊻ 0x68c7ef2d7b1a54d4, 0x38fd70ad58dd9fbb), split_word(rng.s3, x ⊻ 0xb053a7d7aa238c61, 0x6677f9b93ab0c04d), rng.s4)
end
function split_word(c::UInt64, w::UInt64, factor::UInt64)
    c += w * (2 * c + 0x0000000000000001)
    c = c ⊻ (c >> ((c >> 59) + 5))
    c *= factor
    c ⊻ (c >> 43)
end
# Numbers straight from the system.
struct RandomDevice <: AbstractRNG end
next_bits(::RandomDevice) = system_bits()
next_bits(::TaskLocalRNG) = next_bits(task_generator())

copy(rng::Xoshiro) = Xoshiro(rng.s0, rng.s1, rng.s2, rng.s3, rng.s4)
copy(::TaskLocalRNG) = copy(task_generator())
function copy!(to::Xoshiro, from::Union{Xoshiro, TaskLocalRNG})
    from = from isa TaskLocalRNG ? task_generator() : from
    to.s0, to.s1, to.s2, to.s3, to.s4 = from.s0, from.s1, from.s2, from.s3, from.s4
    to
end
copy!(to::TaskLocalRNG, from::Union{Xoshiro, TaskLocalRNG}) = (copy!(task_generator(), from); to)
==(a::Xoshiro, b::Xoshiro) = (a.s0 == b.s0) & (a.s1 == b.s1) & (a.s2 == b.s2) & (a.s3 == b.s3)
==(a::Xoshiro, b::TaskLocalRNG) = a == task_generator()
==(a::TaskLocalRNG, b::Xoshiro) = b == a
# The state is the SHA-256 sum of the seed's 32-bit words.
function seed!(rng::Xoshiro, seed::Integer)
    seed < 0 && throw(DomainError(seed, "`n` must be non-negative."))
    words = UInt32[]
    n = seed
    while true
        push!(words, (n & 0xffffffff) % UInt32)
        n >>= 32
        n == 0 && break
    end
    seed!(rng, words)
end
function seed!(rng::Xoshiro, words::Vector{UInt32})
    data = Core.bitcast(Ptr{UInt8}, getfield(words, :data))
    digest = Core.runtime(:sha256, String, data, 4 * length(words))
    set_state!(rng, digest_word(digest, 0), digest_word(digest, 1), digest_word(digest, 2), digest_word(digest, 3))
end
seed!(rng::Xoshiro) = set_state!(rng, system_bits(), system_bits(), system_bits(), system_bits())
seed!(rng::Xoshiro, ::Nothing) = seed!(rng)
seed!(rng::TaskLocalRNG, seed...) = (seed!(DEFAULT_RNG, seed...); rng)
function digest_word(s::String, k::Int)
    u = UInt64(0)
    for i in 8:-1:1
        u = (u << 8) | codeunit_at(s, 8 * k + i)
    end
    u
end
function seed!(seed)
    seed!(DEFAULT_RNG, seed)
    GLOBAL_SEED[] = seed
    default_rng()
end
function seed!()
    seed!(DEFAULT_RNG)
    GLOBAL_SEED[] = nothing
    default_rng()
end

# A test set begins with the program's seed again, and leaves the generator as it was.
function begin_seeded()
    seed = GLOBAL_SEED[]
    seed === nothing && return nothing
    saved = copy(DEFAULT_RNG)
    seed!(DEFAULT_RNG, seed)
    (saved, seed)
end
end_seeded(::Nothing) = nothing
function end_seeded(saved)
    copy!(DEFAULT_RNG, saved[1])
    GLOBAL_SEED[] = saved[2]
    nothing
end

rotated(x::UInt64, n::UInt64) = (x << n) | (x >> (0x0000000000000040 - n))
function next_bits(rng::Xoshiro)
    s0, s1, s2, s3 = rng.s0, rng.s1, rng.s2, rng.s3
    result = rotated(s0 + s3, 0x0000000000000017) + s0
    t = s1 << 0x0000000000000011
    s2 ⊻= s0
    s3 ⊻= s1
    s1 ⊻= s2
    s0 ⊻= s3
    s2 ⊻= t
    rng.s0, rng.s1, rng.s2, rng.s3 = s0, s1, s2, rotated(s3, 0x000000000000002d)
    result
end
unit_float(u::UInt64) = Float64(u >> 11) * 1.1102230246251565e-16

# Of a type. What needs fewer than 64 bits takes the upper ones.
rand(rng::AbstractRNG, ::Type{Float64}) = unit_float(next_bits(rng))
rand(rng::AbstractRNG, ::Type{Float32}) = Float32(next_bits(rng) >> 40) * 5.9604645f-8
rand(rng::AbstractRNG, ::Type{Float16}) = Float16(Float32(next_bits(rng) >> 53) * 0.00048828125f0)
rand(rng::AbstractRNG, ::Type{UInt64}) = next_bits(rng)
rand(rng::AbstractRNG, ::Type{T}) where {T<:Union{Int8, Int16, Int32, Int64, UInt8, UInt16, UInt32}} = (next_bits(rng) >> (64 - 8 * sizeof(T))) % T
rand(rng::AbstractRNG, ::Type{Bool}) = (next_bits(rng) >> 56) & 1 != 0
function rand(rng::AbstractRNG, ::Type{Char})
    c = rand(rng, 0x00000000:0x0010f7ff)
    Char(c < 0xd800 ? c : c + 0x0800)
end
function rand(rng::AbstractRNG, ::Type{T}) where {T<:Union{Int128, UInt128}}
    high = next_bits(rng)
    (UInt128(high) << 64 | next_bits(rng)) % T
end
rand(rng::AbstractRNG, ::Type{Complex{T}}) where {T<:Real} = Complex(rand(rng, T), rand(rng, T))
# Of a range of integers: Lemire's method, which seldom divides.
function rand(rng::AbstractRNG, r::AbstractUnitRange{T}) where {T<:BitInteger}
    isempty(r) && throw(ArgumentError("collection must be non-empty"))
    first(r) + random_below(rng, ((last(r) - first(r)) % unsigned_for(T)) + one(unsigned_for(T))) % T
end
# Of 128 bits: as many bits as the greatest needs, until they fit.
function rand(rng::AbstractRNG, r::AbstractUnitRange{T}) where {T<:Union{Int128, UInt128}}
    isempty(r) && throw(ArgumentError("collection must be non-empty"))
    m = (last(r) - first(r)) % UInt128
    width = 128 - leading_zeros(m)
    mask = width == 128 ? ~UInt128(0) : (UInt128(1) << width) - 1
    while true
        x = width <= 64 ? UInt128(next_bits(rng)) & mask : rand(rng, UInt128) & mask
        x <= m && return x % T + first(r)
    end
end
unsigned_for(::Type{T}) where {T<:Union{Int64, UInt64}} = UInt64
unsigned_for(::Type{T}) where {T<:Union{Int128, UInt128}} = UInt128
unsigned_for(::Type{T}) where {T<:BitInteger} = UInt32
function random_below(rng, s::U) where {U}
    x = rand(rng, U)
    s == 0 && return x
    m = widemul(x, s)
    low = m % U
    if low < s
        t = rem(-s, s)
        while low < t
            m = widemul(rand(rng, U), s)
            low = m % U
        end
    end
    (m >> (8 * sizeof(U))) % U
end
rand(rng::AbstractRNG, r::AbstractUnitRange{Bool}) = r[rand(rng, 1:length(r))]
rand(rng::AbstractRNG, r::AbstractUnitRange{BigInt}) = first(r) + big_below(rng, last(r) - first(r) + 1)
# The lower words first, then the highest within what it can be; again if that is too much.
function big_below(rng, n)
    n <= 0 && throw(ArgumentError("collection must be non-empty"))
    m = n - 1
    m == 0 && return big(0)
    count = div(big_bits(m) - 1, 64) + 1
    high = (m >> (64 * (count - 1))) % UInt64
    words = Array{UInt64, 1}(undef, count - 1)
    while true
        fill_random!(rng, words, UInt64)
        top = rand(rng, 0x0000000000000000:high)
        x = big(top)
        for i in count-1:-1:1
            x = (x << 64) | big(words[i])
        end
        (top < high || x <= m) && return x
    end
end
# Of a collection: by its index.
function rand(rng::AbstractRNG, a::AbstractArray)
    isempty(a) && throw(ArgumentError("collection must be non-empty"))
    @inbounds a[rand(rng, 1:length(a))]
end
function rand(rng::AbstractRNG, t::Tuple)
    n = length(t)
    n == 0 && throw(ArgumentError("collection must be non-empty"))
    n == 1 && return t[1]
    n == 2 && return t[1 + rand(rng, Bool)]
    if n == 3
        while true
            r = next_bits(rng) >> 12
            r == 0x000fffffffffffff || return t[1 + div(r, 0x0005555555555555)]
        end
    end
    ispow2(n) ? t[1 + rand(rng, UInt32) & (n - 1)] : t[rand(rng, 1:n)]
end
function rand(rng::AbstractRNG, s::AbstractString)
    isempty(s) && throw(ArgumentError("collection must be non-empty"))
    while true
        i = rand(rng, 1:ncodeunits(s))
        isvalid(s, i) && return s[i]
    end
end
function rand(rng::AbstractRNG, d::Dict)
    isempty(d) && throw(ArgumentError("collection must be non-empty"))
    while true
        i = rand(rng, 1:length(d.entries))
        is_filled(slot_at(d, i)) && return d.entries[i]
    end
end
rand(rng::AbstractRNG, s::Set) = rand(rng, s.dict).first
rand(rng::AbstractRNG, s::Union{AbstractSet, AbstractDict}) = (isempty(s) && throw(ArgumentError("collection must be non-empty")); nth(s, rand(rng, 1:length(s))))
rand(rng::AbstractRNG) = rand(rng, Float64)
rand() = rand(default_rng(), Float64)
rand(x) = rand(default_rng(), x)

# Arrays.
rand(n::Integer, rest::Integer...) = rand(default_rng(), Float64, n, rest...)
rand(rng::AbstractRNG, n::Integer, rest::Integer...) = rand(rng, Float64, n, rest...)
rand(::Type{T}, n::Integer, rest::Integer...) where {T} = rand(default_rng(), T, n, rest...)
rand(x::Union{AbstractArray, AbstractString, AbstractDict, AbstractSet, Tuple}, n::Integer, rest::Integer...) = rand(default_rng(), x, n, rest...)
rand(::Type{T}, dims::Tuple{Vararg{Integer}}) where {T} = rand(default_rng(), T, dims...)
rand(x::Union{AbstractArray, AbstractString, AbstractDict, AbstractSet, Tuple}, dims::Tuple{Vararg{Integer}}) = rand(default_rng(), x, dims...)
rand(rng::AbstractRNG, x, dims::Tuple{Vararg{Integer}}) = rand(rng, x, dims...)

rand(rng::AbstractRNG, ::Type{T}, n::Integer, rest::Integer...) where {T} = fill_random!(rng, Array{T}(undef, n, rest...), T)
rand(rng::AbstractRNG, x, n::Integer, rest::Integer...) = fill_random!(rng, Array{eltype(x)}(undef, n, rest...), repeatable(x))
# What is drawn from many times is made an array first, if it is no array, dictionary or set with an index of its own.
repeatable(x) = x
repeatable(s::AbstractString) = collect(s)
repeatable(s::Union{AbstractSet, AbstractDict}) = collect(s)
repeatable(s::Union{Set, Dict}) = s
rand!(a::AbstractArray) = fill_random!(default_rng(), a, eltype(a))
rand!(a::AbstractArray, x) = fill_random!(default_rng(), a, repeatable(x))
rand!(rng::AbstractRNG, a::AbstractArray) = fill_random!(rng, a, eltype(a))
rand!(rng::AbstractRNG, a::AbstractArray, x) = fill_random!(rng, a, repeatable(x))
function fill_random!(rng, a, x)
    for i in eachindex(a)
        a[i] = rand(rng, x)
    end
    a
end
# Many numbers come from eight generators forked off, side by side, and the rest from the generator itself. Numbers of
# less than 64 bits lie in a word from the lower end on.
const StreamRNG = Union{Xoshiro, TaskLocalRNG}
fill_random!(rng::StreamRNG, a::Array{Float64}, ::Type{Float64}) = fill_words!((a, i, u) -> a[i] = unit_float(u), rng, a, length(a), false)
function fill_random!(rng::StreamRNG, a::Array{Float32}, ::Type{Float32})
    fill_words!(rng, a, fld(length(a), 2), isodd(length(a))) do a, i, u
        a[2i-1] = Float32((u % UInt32) >> 8) * 5.9604645f-8
        2i <= length(a) && (a[2i] = Float32(u >> 40) * 5.9604645f-8)
    end
end
function fill_random!(rng::StreamRNG, a::Array{T}, ::Type{T}) where {T<:BitInteger}
    size = sizeof(T)
    if size == 16
        words = Array{UInt64, 1}(undef, 2 * length(a))
        fill_words!((b, i, u) -> b[i] = u, rng, words, length(words), false)
        for i in 1:length(a)
            a[i] = (UInt128(words[2i]) << 64 | words[2i-1]) % T
        end
        return a
    end
    each = div(8, size)
    fill_words!(rng, a, fld(length(a), each), length(a) % each != 0) do a, i, u
        for k in 1:min(each, length(a) - (i - 1) * each)
            a[(i-1)*each+k] = (u >> (8 * size * (k - 1))) % T
        end
    end
end
# Truth values: eight bytes take one bit each of a word's bytes, eight times.
function fill_random!(rng::StreamRNG, a::Array{Bool}, ::Type{Bool})
    n = length(a)
    i = 0
    if n >= 640
        lanes = forked(rng)
        while i + 512 <= n
            words = map(next_bits, lanes)
            for k in 0:7, lane in 1:8, byte in 0:7
                a[i+64k+8*(lane-1)+byte+1] = (words[lane] >> (8byte + k)) & 1 != 0
            end
            i += 512
        end
    end
    while i + 8 <= n
        u = next_bits(rng)
        k = 0
        while i + 8 <= n && k < 8
            for byte in 0:7
                a[i+byte+1] = (u >> (8byte + k)) & 1 != 0
            end
            i += 8
            k += 1
        end
    end
    if i < n
        u = next_bits(rng)
        for byte in 0:n-i-1
            a[i+byte+1] = (u >> 8byte) & 1 != 0
        end
    end
    a
end
function forked(rng)
    lanes = Array{Xoshiro, 1}(undef, 8)
    s0, s1, s2, s3 = fork_words(rng, 0x02011ce34bce797f), fork_words(rng, 0x5a94851fb48a6e05), fork_words(rng, 0x3688cf5d48899fa7), fork_words(rng, 0x867b4bb4c42e5661)
    for k in 1:8
        lanes[k] = Xoshiro(s0[k], s1[k], s2[k], s3[k])
    end
    lanes
end
# `f` takes the array, the number of the word and the word: `n` whole ones, and a last one that is used in part.
function fill_words!(f, rng, a, n, has_part)
    i = 1
    if n >= 8
        lanes = forked(rng)
        while i + 7 <= n
            for k in 1:8
                f(a, i, next_bits(lanes[k]))
                i += 1
            end
        end
    end
    while i <= n + has_part
        f(a, i, next_bits(rng))
        i += 1
    end
    a
end
function fork_words(rng, factor::UInt64)
    words = Array{UInt64, 1}(undef, 8)
    for k in 1:8
        words[k] = factor * next_bits(rng)
    end
    words
end

# The normal distribution: Marsaglia and Tsang's ziggurat.
randn(rng::AbstractRNG) = normal_of(rng, next_bits(rng) >> 12)
randn() = randn(default_rng())
function normal_of(rng, bits::UInt64)
    magnitude_bits = (bits >> 1) % Int
    strip = magnitude_bits & 255
    x = (isodd(bits) ? -magnitude_bits : magnitude_bits) * table_float(6, strip)
    magnitude_bits < table_word(5, strip) % Int && return x
    if strip == 0
        while true
            xx = -0.27366123732975828 * log(rand(rng))
            yy = -log(rand(rng))
            if yy + yy > xx * xx
                return isodd(magnitude_bits >> 8) ? -3.6541528853610088 - xx : 3.6541528853610088 + xx
            end
        end
    elseif (table_float(7, strip - 1) - table_float(7, strip)) * rand(rng) + table_float(7, strip) < exp(-0.5 * x * x)
        return x
    end
    randn(rng)
end
randn(::Type{Float64}) = randn()
randn(rng::AbstractRNG, ::Type{Float64}) = randn(rng)
randn(rng::AbstractRNG, ::Type{T}) where {T<:Union{Float32, Float16}} = T(randn(rng))
randn(n::Integer, rest::Integer...) = randn(default_rng(), n, rest...)
randn(rng::AbstractRNG, n::Integer, rest::Integer...) = randn!(rng, Array{Float64}(undef, n, rest...))
randn!(a::AbstractArray) = randn!(default_rng(), a)
function randn!(rng::AbstractRNG, a::AbstractArray)
    if length(a) < 7 || !(a isa Array{Float64}) || !(rng isa StreamRNG)
        for i in eachindex(a)
            a[i] = randn(rng, eltype(a))
        end
        return a
    end
    # The words first, all of them, as for uniform numbers.
    words = Array{UInt64, 1}(undef, length(a))
    fill_random!(rng, words, UInt64)
    for i in eachindex(a)
        a[i] = normal_of(rng, words[i] >> 12)
    end
    a
end

# Permutations: each element changes places with one before it or itself.
function index_up_to(rng, i::Int, mask::Int)
    while true
        x = (next_bits(rng) >> 12) % Int & mask
        x <= i - 1 && return x + 1
    end
end
shuffle!(a::AbstractArray) = shuffle!(default_rng(), a)
function shuffle!(rng::AbstractRNG, a::AbstractArray)
    mask = 3
    for i in 2:length(a)
        j = index_up_to(rng, i, mask)
        a[i], a[j] = a[j], a[i]
        i == 1 + mask && (mask = 2 * mask + 1)
    end
    a
end
shuffle(a::AbstractArray) = shuffle!(default_rng(), copymutable(a))
shuffle(rng::AbstractRNG, a::AbstractArray) = shuffle!(rng, copymutable(a))
shuffle(rng::AbstractRNG, a::OneTo) = randperm(rng, last(a))
randperm(n::Integer) = randperm(default_rng(), n)
randperm(rng::AbstractRNG, n::Integer) = randperm!(rng, Array{typeof(n), 1}(undef, Int(n)))
randperm!(a::Array{<:Integer}) = randperm!(default_rng(), a)
function randperm!(rng::AbstractRNG, a::Array{<:Integer})
    isempty(a) && return a
    a[1] = 1
    mask = 3
    for i in 2:length(a)
        j = index_up_to(rng, i, mask)
        i == j || (a[i] = a[j])
        a[j] = i
        i == 1 + mask && (mask = 2 * mask + 1)
    end
    a
end
randcycle!(a::Array{<:Integer}) = randcycle!(default_rng(), a)
randcycle(rng::AbstractRNG, n::Integer) = randcycle!(rng, Array{typeof(n), 1}(undef, Int(n)))
function randcycle!(rng::AbstractRNG, a::Array{<:Integer})
    isempty(a) && return a
    a[1] = 1
    mask = 3
    for i in 2:length(a)
        j = index_up_to(rng, i - 1, mask)
        a[i] = a[j]
        a[j] = i
        i == 1 + mask && (mask = 2 * mask + 1)
    end
    a
end
randcycle(n::Integer) = randcycle(default_rng(), n)
# Random text, from digits and letters or from other characters.
const STRING_LETTERS = UInt8[0x30:0x39; 0x41:0x5a; 0x61:0x7a]
randstring(rng::AbstractRNG, letters, n::Integer=8) = String([Char(c) for c in rand(rng, repeatable(letters), n)])
randstring(rng::AbstractRNG, n::Integer=8) = randstring(rng, STRING_LETTERS, n)
randstring(letters, n::Integer=8) = randstring(default_rng(), letters, n)
randstring(n::Integer=8) = randstring(default_rng(), STRING_LETTERS, n)

# Each element with the same probability, by itself.
function randsubseq!(rng::AbstractRNG, out::AbstractArray, a::AbstractArray, p::Real)
    0 <= p <= 1 || throw(ArgumentError("probability $p not in [0,1]"))
    p == 1 && return copyto!(resize!(out, length(a)), a)
    empty!(out)
    p == 0 && return out
    p > 0.15 || throw(ArgumentError("randsubseq with a probability of 0.15 or less is not supported yet"))
    for x in a
        rand(rng) <= p && push!(out, x)
    end
    out
end
randsubseq!(out::AbstractArray, a::AbstractArray, p::Real) = randsubseq!(default_rng(), out, a, p)
randsubseq(rng::AbstractRNG, a::AbstractArray{T}, p::Real) where {T} = randsubseq!(rng, T[], a, p)
randsubseq(a::AbstractArray, p::Real) = randsubseq(default_rng(), a, p)
function bitrand(rng::AbstractRNG, dims::Integer...)
    b = BitArray(undef, dims...)
    words = rand(rng, UInt64, cld(length(b), 64))
    for i in 1:length(b)
        b[i] = (words[(i-1)>>6+1] >> ((i - 1) & 63)) & 1 != 0
    end
    b
end
bitrand(dims::Integer...) = bitrand(default_rng(), dims...)
