# Random numbers: Xoshiro256++, with the streams that Julia 1.10 has for a seed.

abstract type AbstractRNG end
mutable struct Xoshiro <: AbstractRNG
    s0::UInt64
    s1::UInt64
    s2::UInt64
    s3::UInt64
end
Xoshiro() = Xoshiro(system_bits(), system_bits(), system_bits(), system_bits())
Xoshiro(seed::Integer) = seed!(Xoshiro(0, 0, 0, 0), seed)
system_bits() = Core.bitcast(UInt64, Core.runtime(:random_seed, Int64))
# The generator of the program is seeded by the system when it is first asked.
const DEFAULT_RNG = Xoshiro(0, 0, 0, 0)
function default_rng()
    rng = DEFAULT_RNG
    if rng.s0 | rng.s1 | rng.s2 | rng.s3 == 0
        rng.s0, rng.s1, rng.s2, rng.s3 = system_bits(), system_bits(), system_bits(), system_bits()
    end
    rng
end
copy(rng::Xoshiro) = Xoshiro(rng.s0, rng.s1, rng.s2, rng.s3)
==(a::Xoshiro, b::Xoshiro) = (a.s0 == b.s0) & (a.s1 == b.s1) & (a.s2 == b.s2) & (a.s3 == b.s3)
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
    rng.s0, rng.s1, rng.s2, rng.s3 = digest_word(digest, 0), digest_word(digest, 1), digest_word(digest, 2), digest_word(digest, 3)
    rng
end
function digest_word(s::String, k::Int)
    u = UInt64(0)
    for i in 8:-1:1
        u = (u << 8) | codeunit_at(s, 8 * k + i)
    end
    u
end
seed!(seed::Integer) = seed!(default_rng(), seed)
seed!(words::Vector{UInt32}) = seed!(default_rng(), words)
function seed!()
    rng = DEFAULT_RNG
    rng.s0, rng.s1, rng.s2, rng.s3 = system_bits(), system_bits(), system_bits(), system_bits()
    rng
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
rand(rng::AbstractRNG, ::Type{Bool}) = next_bits(rng) >> 63 != 0
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
function big_below(rng, n)
    n <= 0 && throw(ArgumentError("collection must be non-empty"))
    while true
        x = big(0)
        for i in 0:div(big_bits(n), 64)
            x |= big(next_bits(rng)) << (64 * i)
        end
        x = x & ((big(1) << big_bits(n)) - 1)
        x < n && return x
    end
end
# Of a collection: by its index.
function rand(rng::AbstractRNG, a::AbstractArray)
    isempty(a) && throw(ArgumentError("collection must be non-empty"))
    @inbounds a[rand(rng, 1:length(a))]
end
function rand(rng::AbstractRNG, t::Tuple)
    isempty(t) && throw(ArgumentError("collection must be non-empty"))
    t[rand(rng, 1:length(t))]
end
function rand(rng::AbstractRNG, s::AbstractString)
    isempty(s) && throw(ArgumentError("collection must be non-empty"))
    while true
        i = rand(rng, 1:lastindex(s))
        isvalid(s, i) && return s[i]
    end
end
function rand(rng::AbstractRNG, d::Dict)
    isempty(d) && throw(ArgumentError("collection must be non-empty"))
    while true
        i = rand(rng, 1:length(d.slots))
        is_filled(slot_at(d, i)) && return d.entries[i]
    end
end
rand(rng::AbstractRNG, s::AbstractSet) = rand(rng, collect(s))
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
rand(rng::AbstractRNG, x, n::Integer, rest::Integer...) = fill_random!(rng, Array{eltype(x)}(undef, n, rest...), x)
rand!(a::AbstractArray) = fill_random!(default_rng(), a, eltype(a))
rand!(a::AbstractArray, x) = fill_random!(default_rng(), a, x)
rand!(rng::AbstractRNG, a::AbstractArray) = fill_random!(rng, a, eltype(a))
rand!(rng::AbstractRNG, a::AbstractArray, x) = fill_random!(rng, a, x)
function fill_random!(rng, a, x)
    for i in eachindex(a)
        a[i] = rand(rng, x)
    end
    a
end
# Many floats come from eight generators forked off, side by side, and the rest from the generator itself.
fill_random!(rng::Xoshiro, a::Array{Float64}, ::Type{Float64}) = fill_words!((a, i, u) -> a[i] = unit_float(u), rng, a, length(a))
function fill_words!(f, rng, a, n)
    i = 1
    if n >= 8
        lanes = Array{Xoshiro, 1}(undef, 8)
        s0, s1, s2, s3 = fork_words(rng, 0x02011ce34bce797f), fork_words(rng, 0x5a94851fb48a6e05), fork_words(rng, 0x3688cf5d48899fa7), fork_words(rng, 0x867b4bb4c42e5661)
        for k in 1:8
            lanes[k] = Xoshiro(s0[k], s1[k], s2[k], s3[k])
        end
        while i + 7 <= n
            for k in 1:8
                f(a, i, next_bits(lanes[k]))
                i += 1
            end
        end
    end
    while i <= n
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
    if length(a) < 7
        for i in eachindex(a)
            a[i] = randn(rng)
        end
        return a
    end
    # The words first, all of them, as for uniform numbers.
    words = Array{UInt64, 1}(undef, length(a))
    fill_words!((b, i, u) -> b[i] = u, rng, words, length(a))
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
shuffle(a) = shuffle!(default_rng(), collect(a))
shuffle(rng::AbstractRNG, a) = shuffle!(rng, collect(a))
randperm(n::Integer) = randperm(default_rng(), n)
function randperm(rng::AbstractRNG, n::Integer)
    a = Array{typeof(n), 1}(undef, Int(n))
    n == 0 && return a
    a[1] = 1
    mask = 3
    for i in 2:Int(n)
        j = index_up_to(rng, i, mask)
        a[i] = a[j]
        a[j] = i
        i == 1 + mask && (mask = 2 * mask + 1)
    end
    a
end
function randcycle(rng::AbstractRNG, n::Integer)
    a = Array{typeof(n), 1}(undef, Int(n))
    n == 0 && return a
    a[1] = 1
    mask = 3
    for i in 2:Int(n)
        j = index_up_to(rng, i - 1, mask)
        a[i] = a[j]
        a[j] = i
        i == 1 + mask && (mask = 2 * mask + 1)
    end
    a
end
randcycle(n::Integer) = randcycle(default_rng(), n)
randstring(n::Integer=8) = randstring(default_rng(), n)
function randstring(rng::AbstractRNG, n::Integer=8)
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    String([letters[rand(rng, 1:62)] for i in 1:n])
end
