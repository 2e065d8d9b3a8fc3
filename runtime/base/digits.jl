# The digits of integers, and their text in any base.

function ndigits_in(x::Integer, base::Int)
    -1 <= base <= 1 && throw(DomainError(base, "The base must not be in `[-1, 0, 1]`."))
    n = 0
    if base > 0
        while x != 0
            x = div(x, oftype_base(x, base))
            n += 1
        end
    else
        x = Int128(x)
        while x != 0
            x = div(x - mod(x, -base), base)
            n += 1
        end
    end
    n
end
# A base as large as the numbers of the type allow; an unsigned byte holds every base up to 62.
oftype_base(x::T, base::Int) where {T} = base % T
oftype_base(x::Bool, base::Int) = base
ndigits(x::Integer; base::Integer=10, pad::Integer=1) = max(Int(pad), ndigits_in(x, Int(base)))
ndigits_padded(x, base, pad) = max(pad, ndigits_in(x, base))

digits(x::Integer; base::Integer=10, pad::Integer=1) = digits_of(typeof(base), x, Int(base), Int(pad))
digits(::Type{T}, x::Integer; base::Integer=10, pad::Integer=1) where {T<:Integer} = digits_of(T, x, Int(base), Int(pad))
function digits_of(::Type{T}, x::Integer, base::Int, pad::Int) where {T}
    digits_into!(Array{T, 1}(undef, ndigits_padded(x, base, pad)), x, base)
end
function digits_into!(a::Vector{T}, x::Integer, base::Int) where {T}
    abs(base) < 2 && throw(DomainError(base, "base must be ≥ 2 or ≤ -2"))
    for i in eachindex(a)
        if base > 0
            a[i] = rem(x, base)
            x = div(x, base)
        else
            r = mod(x, -base)
            a[i] = r
            x = div(x - r, base)
        end
    end
    a
end
digits!(a::Vector, x::Integer; base::Integer=10) = digits_into!(a, x, Int(base))

# Digits beyond 9 are letters; above base 36 capitals come first.
digit_byte(d::Int, base::Int) = (d < 10 ? 0x30 + d % UInt8 : (d < 36 ? (base <= 36 ? 0x57 : 0x37) + d % UInt8 : 0x3d + d % UInt8))
function based_string(x::Integer, base::Int, pad::Int)
    2 <= abs(base) <= 62 || throw(DomainError(base, "base must satisfy 2 ≤ abs(base) ≤ 62"))
    base < 0 && return negative_base_string(x, base, pad)
    base == 10 && pad <= 1 && return string(x)
    text_of_magnitude(magnitude(x), base, pad, x < 0)
end
string(x::BitInteger; base::Integer=10, pad::Integer=1) = base == 10 && pad <= 1 ? decimal_string(x) : based_string(x, Int(base), Int(pad))
string(x::Bool; base::Integer=10, pad::Integer=1) = base == 10 && pad <= 1 ? (x ? "true" : "false") : based_string(x, Int(base), Int(pad))
decimal_string(x::Int64) = Core.runtime(:string_int64, String, x)
decimal_string(x::Union{Int8, Int16, Int32}) = decimal_string(Int64(x))
decimal_string(x::Int128) = Core.runtime(:string_int128, String, x % Int64, (x >> 64) % Int64)
decimal_string(x::BitUnsigned) = decimal(x)
based_string(x::Bool, base::Int, pad::Int) = based_string(Int(x), base, pad)
magnitude(x::BitSigned) = unsigned(x < 0 ? -x : x)
magnitude(x::BitUnsigned) = x
function text_of_magnitude(u, base::Int, pad::Int, is_negative::Bool)
    n = max(pad, ndigits_in(u, base))
    bytes = Array{UInt8, 1}(undef, n + is_negative)
    i = length(bytes)
    while i > is_negative
        bytes[i] = digit_byte(Int(rem(u, base % typeof(u))), base)
        u = div(u, base % typeof(u))
        i -= 1
    end
    is_negative && (bytes[1] = 0x2d)
    String(bytes)
end
function negative_base_string(x, base, pad)
    digits = digits_of(Int, x, base, pad)
    bytes = Array{UInt8, 1}(undef, 0)
    for i in length(digits):-1:1
        push!(bytes, digit_byte(digits[i], -base))
    end
    String(bytes)
end

bitstring(x::BitUnsigned) = text_of_magnitude(x, 2, 8 * sizeof(x), false)
bitstring(x::BitSigned) = bitstring(unsigned(x))
bitstring(x::Bool) = bitstring(UInt8(x))
bitstring(x::Char) = bitstring(char_bits(x))
bitstring(x::Float64) = bitstring(Core.bitcast(UInt64, x))
bitstring(x::Float32) = bitstring(Core.bitcast(UInt32, x))
bitstring(x::Float16) = bitstring(Core.bitcast(UInt16, x))
