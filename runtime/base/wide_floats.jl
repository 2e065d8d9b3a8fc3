# Conversions between floats and integers of 128 bits, which processors lack; numbers of two types whose signs differ.

# The upper 64 bits, the last of which also says whether anything below is not zero: enough to round once, correctly.
function float_of_wide(::Type{T}, u::UInt128) where {T}
    bits = 128 - leading_zeros(u)
    bits <= 64 && return T(u % UInt64)
    shift = bits - 64
    top = (u >> shift) % UInt64
    (u & ((UInt128(1) << shift) - UInt128(1))) != UInt128(0) && (top |= 0x0000000000000001)
    T(top) * power_of_two(T, shift)
end
power_of_two(::Type{Float64}, n::Int) = Core.bitcast(Float64, (1023 + n) << 52)
power_of_two(::Type{Float32}, n::Int) = Core.bitcast(Float32, ((127 + n) << 23) % Int32)
Float64(x::UInt128) = float_of_wide(Float64, x)
Float32(x::UInt128) = float_of_wide(Float32, x)
Float64(x::Int128) = x < 0 ? -float_of_wide(Float64, unsigned(-x)) : float_of_wide(Float64, unsigned(x))
Float32(x::Int128) = x < 0 ? -float_of_wide(Float32, unsigned(-x)) : float_of_wide(Float32, unsigned(x))
Float16(x::Union{Int128, UInt128}) = Float16(Float64(x))
# Of a whole number in range.
function wide_of_float(x::Float64)
    w = Core.bitcast(UInt64, abs(x))
    e = (w >> 52) % Int - 1075
    m = UInt128((w & 0x000fffffffffffff) | 0x0010000000000000)
    e >= 0 ? m << e : (e > -64 ? m >> -e : UInt128(0))
end
unsafe_trunc(::Type{UInt128}, x::Union{Float32, Float64}) = wide_of_float(Float64(x))
unsafe_trunc(::Type{Int128}, x::Union{Float32, Float64}) = x < 0 ? -Core.bitcast(Int128, wide_of_float(Float64(x))) : Core.bitcast(Int128, wide_of_float(Float64(x)))
float_min(::Type{Int128}) = -1.7014118346046923e38
float_above(::Type{UInt128}) = 3.402823669209385e38
mod1(x::Real, y::Real) = mod1(promote(x, y)...)
fld1(x::Real, y::Real) = fld1(promote(x, y)...)
fld1(x::T, y::T) where {T<:Real} = fld((x - mod1(x, y)) + y, y)
mod1(x::T, y::T) where {T<:Real} = (m = mod(x, y); m == 0 ? y : m)

function fld1(x::T, y::T) where {T<:Integer}
    d = div(x, y)
    d + (!signbit(x ⊻ y) & (d * y != x))
end
flipsign(x::Real, y::Real) = signbit(y) ? -x : +x
copysign(x::Integer, y::Real) = signbit(x) != signbit(y) ? -x : +x
copysign(x::BitUnsigned, y::BitUnsigned) = x
# Arithmetic with a signed and an unsigned integer wraps: neither need fit the common type.
+(x::BitSigned, y::BitUnsigned) = (T = promote_typeof(x, y); +(x % T, y % T))
+(x::BitUnsigned, y::BitSigned) = (T = promote_typeof(x, y); +(x % T, y % T))
-(x::BitSigned, y::BitUnsigned) = (T = promote_typeof(x, y); -(x % T, y % T))
-(x::BitUnsigned, y::BitSigned) = (T = promote_typeof(x, y); -(x % T, y % T))
*(x::BitSigned, y::BitUnsigned) = (T = promote_typeof(x, y); *(x % T, y % T))
*(x::BitUnsigned, y::BitSigned) = (T = promote_typeof(x, y); *(x % T, y % T))
(&)(x::BitSigned, y::BitUnsigned) = (T = promote_typeof(x, y); (&)(x % T, y % T))
(&)(x::BitUnsigned, y::BitSigned) = (T = promote_typeof(x, y); (&)(x % T, y % T))
|(x::BitSigned, y::BitUnsigned) = (T = promote_typeof(x, y); |(x % T, y % T))
|(x::BitUnsigned, y::BitSigned) = (T = promote_typeof(x, y); |(x % T, y % T))
⊻(x::BitSigned, y::BitUnsigned) = (T = promote_typeof(x, y); ⊻(x % T, y % T))
⊻(x::BitUnsigned, y::BitSigned) = (T = promote_typeof(x, y); ⊻(x % T, y % T))
gcd(a::BitUnsigned, b::BitSigned) = gcd(promote(a, abs(b))...)
gcd(a::BitSigned, b::BitUnsigned) = gcd(promote(abs(a), b)...)
isless(x::BitSigned, y::BitUnsigned) = x < y
isless(x::BitUnsigned, y::BitSigned) = x < y
