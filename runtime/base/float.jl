# Floating-point numbers.

+(x::T, y::T) where {T<:IEEEFloat} = Core.add_float(x, y)
-(x::T, y::T) where {T<:IEEEFloat} = Core.sub_float(x, y)
*(x::T, y::T) where {T<:IEEEFloat} = Core.mul_float(x, y)
/(x::T, y::T) where {T<:IEEEFloat} = Core.div_float(x, y)
-(x::IEEEFloat) = Core.neg_float(x)
==(x::T, y::T) where {T<:IEEEFloat} = Core.eq_float(x, y)
!=(x::T, y::T) where {T<:IEEEFloat} = Core.ne_float(x, y)
<(x::T, y::T) where {T<:IEEEFloat} = Core.lt_float(x, y)
<=(x::T, y::T) where {T<:IEEEFloat} = Core.le_float(x, y)

# Float16 is only stored: it is computed with as Float32.
+(x::Float16, y::Float16) = Float16(Float32(x) + Float32(y))
-(x::Float16, y::Float16) = Float16(Float32(x) - Float32(y))
*(x::Float16, y::Float16) = Float16(Float32(x) * Float32(y))
/(x::Float16, y::Float16) = Float16(Float32(x) / Float32(y))
-(x::Float16) = Core.bitcast(Float16, Core.bitcast(UInt16, x) ⊻ 0x8000)
==(x::Float16, y::Float16) = Float32(x) == Float32(y)
!=(x::Float16, y::Float16) = Float32(x) != Float32(y)
<(x::Float16, y::Float16) = Float32(x) < Float32(y)
<=(x::Float16, y::Float16) = Float32(x) <= Float32(y)

# NaN equals NaN, and -0.0 comes before 0.0, for sorting and hashing.
isequal(x::T, y::T) where {T<:IEEEFloat} = (isnan(x) & isnan(y)) | ((x == y) & (signbit(x) == signbit(y)))
function isless(x::T, y::T) where {T<:IEEEFloat}
    if isnan(x) | isnan(y)
        return !isnan(x)
    end
    (x < y) | ((x == y) & signbit(x) & !signbit(y))
end
isless(x::Real, y::Real) = x < y
isless(x::AbstractFloat, y::Real) = (!isnan(x) & (signbit(x) & !signbit(y))) | (x < y)
isless(x::Real, y::AbstractFloat) = isnan(y) | (signbit(x) & !signbit(y)) | (x < y)
isless(x::AbstractFloat, y::AbstractFloat) = (!isnan(x) & (isnan(y) | (signbit(x) & !signbit(y)))) | (x < y)
isequal(x::AbstractFloat, y::Real) = (signbit(x) == signbit(y)) & (x == y)
isequal(x::Real, y::AbstractFloat) = (signbit(x) == signbit(y)) & (x == y)
isequal(x::AbstractFloat, y::AbstractFloat) = (isnan(x) & isnan(y)) | ((signbit(x) == signbit(y)) & (x == y))

# Comparisons with wide integers are exact: not every Int64 is a Float64.
const WideInteger = Union{Int64, UInt64, Int128, UInt128}
function ==(x::Float64, y::WideInteger)
    f = Float64(y)
    (x == f) & (f < float_limit(y)) && unsafe_trunc(typeof(y), f) == y
end
==(y::WideInteger, x::Float64) = x == y
function <(x::Float64, y::WideInteger)
    f = Float64(y)
    x < f || ((x == f) && (f >= float_limit(y) ? false : unsafe_trunc(typeof(y), f) < y))
end
function <(y::WideInteger, x::Float64)
    f = Float64(y)
    f < x || ((x == f) && (f >= float_limit(y) ? true : y < unsafe_trunc(typeof(y), f)))
end
<=(x::Float64, y::WideInteger) = x == y || x < y
<=(y::WideInteger, x::Float64) = x == y || y < x
float_limit(::Int64) = 9.223372036854775808e18
float_limit(::UInt64) = 1.8446744073709551616e19
float_limit(::Int128) = 1.7014118346046923e38
float_limit(::UInt128) = 3.402823669209385e38
# Every Float32 is a Float64.
==(x::Float32, y::WideInteger) = Float64(x) == y
==(y::WideInteger, x::Float32) = Float64(x) == y
<(x::Float32, y::WideInteger) = Float64(x) < y
<(y::WideInteger, x::Float32) = y < Float64(x)
<=(x::Float32, y::WideInteger) = Float64(x) <= y
<=(y::WideInteger, x::Float32) = y <= Float64(x)

(::Type{T})(x::T) where {T<:IEEEFloat} = x
Float64(x::Union{Int8, Int16, Int32, Int64}) = Core.sitofp(Float64, x)
Float64(x::Union{UInt8, UInt16, UInt32, UInt64}) = Core.uitofp(Float64, x)
Float64(x::Int128) = x < 0 ? -Float64(unsigned(-x)) : Float64(unsigned(x))
# The 64 leading bits decide, and whether anything follows them.
function Float64(x::UInt128)
    shift = 64 - leading_zeros(x)
    shift <= 0 && return Float64(x % UInt64)
    kept = (x >> shift) % UInt64
    (kept % UInt128) << shift == x || (kept |= 0x0000000000000001)
    Float64(kept) * Core.bitcast(Float64, (1023 + shift) << 52)
end
Float64(x::Bool) = x ? 1.0 : 0.0
Float64(x::Float32) = Core.fpext(Float64, x)
Float64(x::Float16) = Core.fpext(Float64, x)
Float32(x::BitSigned) = Core.sitofp(Float32, x)
Float32(x::BitUnsigned) = Core.uitofp(Float32, x)
Float32(x::Bool) = x ? Float32(1.0) : Float32(0.0)
Float32(x::Float64) = Core.fptrunc(Float32, x)
Float32(x::Float16) = Core.fpext(Float32, x)
Float16(x::Float64) = Core.fptrunc(Float16, x)
Float16(x::Float32) = Core.fptrunc(Float16, x)
Float16(x::Union{Int8, Int16, UInt8, UInt16, Bool}) = Float16(Float32(x))
Float16(x::Union{Int32, Int64, UInt32, UInt64}) = Float16(Float64(x))
AbstractFloat(x::IEEEFloat) = x
AbstractFloat(x::Union{BitInteger, Bool}) = Float64(x)
float(x) = AbstractFloat(x)
float(::Type{T}) where {T<:IEEEFloat} = T
float(::Type{T}) where {T<:Integer} = Float64

zero(::Type{T}) where {T<:IEEEFloat} = T(0.0)
one(::Type{T}) where {T<:IEEEFloat} = T(1.0)
zero(::Type{Float64}) = 0.0
one(::Type{Float64}) = 1.0
typemin(::Type{T}) where {T<:IEEEFloat} = T(-Inf)
typemax(::Type{T}) where {T<:IEEEFloat} = T(Inf)
eps(::Type{Float64}) = 2.220446049250313e-16
eps(::Type{Float32}) = Float32(1.1920929e-7)
eps() = eps(Float64)
floatmax(::Type{Float64}) = 1.7976931348623157e308
floatmin(::Type{Float64}) = 2.2250738585072014e-308
floatmax() = floatmax(Float64)
floatmin() = floatmin(Float64)
const Inf = 1.0 / 0.0
const NaN = Core.bitcast(Float64, 0x7ff8000000000000)
const Inf32 = Float32(Inf)
const NaN32 = Float32(NaN)
const pi_float = 3.141592653589793

isnan(x::IEEEFloat) = x != x
isinf(x::IEEEFloat) = !isnan(x) & !isfinite(x)
isfinite(x::IEEEFloat) = x - x == zero(x)
iseven(x::Real) = isinteger(x) && iszero(rem(x, 2))
isodd(x::Real) = isinteger(x) && !iszero(rem(x, 2))
isinteger(x::IEEEFloat) = x - trunc(x) == zero(x)
abs(x::IEEEFloat) = Core.abs_float(x)
signbit(x::Float64) = Core.bitcast(Int64, x) < 0
signbit(x::Float32) = Core.bitcast(Int32, x) < Int32(0)
signbit(x::Float16) = Core.bitcast(Int16, x) < Int16(0)
copysign(x::T, y::T) where {T<:IEEEFloat} = Core.copysign_float(x, y)
# The type is that of the first, whatever has the sign.
copysign(x::Real, y::Real) = signbit(x) == signbit(y) ? +x : -x
flipsign(x::T, y::T) where {T<:IEEEFloat} = signbit(y) ? -x : x
sign(x::IEEEFloat) = isnan(x) ? x : (x == zero(x) ? x : copysign(one(x), x))
max(x::T, y::T) where {T<:Union{Float32, Float64}} = Core.max_float(x, y)
min(x::T, y::T) where {T<:Union{Float32, Float64}} = Core.min_float(x, y)
fma(x::T, y::T, z::T) where {T<:Union{Float32, Float64}} = Core.fma_float(x, y, z)
# Julia leaves the choice to the processor; those that Juliette runs on fuse.
muladd(x::T, y::T, z::T) where {T<:Union{Float32, Float64}} = Core.fma_float(x, y, z)
muladd(x::Number, y::Number, z::Number) = muladd_promoted(promote(x, y, z)...)
muladd_promoted(x::T, y::T, z::T) where {T<:Union{Float32, Float64}} = Core.fma_float(x, y, z)
muladd_promoted(x, y, z) = x * y + z
muladd(x, y, z) = x * y + z

trunc(x::IEEEFloat) = Core.trunc_llvm(x)
floor(x::IEEEFloat) = Core.floor_llvm(x)
ceil(x::IEEEFloat) = Core.ceil_llvm(x)
round(x::IEEEFloat) = Core.rint_llvm(x)
trunc(x::Integer) = x
floor(x::Integer) = x
ceil(x::Integer) = x
round(x::Integer) = x
trunc(::Type{T}, x::IEEEFloat) where {T<:Integer} = float_to_int(T, trunc(x), :trunc, x)
floor(::Type{T}, x::IEEEFloat) where {T<:Integer} = float_to_int(T, floor(x), :trunc, x)
ceil(::Type{T}, x::IEEEFloat) where {T<:Integer} = float_to_int(T, ceil(x), :trunc, x)
round(::Type{T}, x::IEEEFloat) where {T<:Integer} = float_to_int(T, round(x), :trunc, x)
trunc(::Type{T}, x::Integer) where {T<:Integer} = T(x)
floor(::Type{T}, x::Integer) where {T<:Integer} = T(x)
ceil(::Type{T}, x::Integer) where {T<:Integer} = T(x)
round(::Type{T}, x::Integer) where {T<:Integer} = T(x)

unsafe_trunc(::Type{Int128}, x::IEEEFloat) = signed(unsafe_trunc(UInt128, Float64(x)))
# Of a large number the significand is moved to its place.
function unsafe_trunc(::Type{UInt128}, x::IEEEFloat)
    y = Float64(x)
    abs(y) < 9.223372036854775808e18 && return (unsafe_trunc(Int64, y) % Int128) % UInt128
    bits = Core.bitcast(UInt64, y)
    whole = ((bits & 0x000fffffffffffff) | 0x0010000000000000) % UInt128
    n = whole << (Int((bits >> 52) & 0x7ff) - 1075)
    signbit(y) ? -n : n
end
unsafe_trunc(::Type{T}, x::IEEEFloat) where {T<:BitSigned} = Core.fptosi(T, x)
unsafe_trunc(::Type{T}, x::IEEEFloat) where {T<:BitUnsigned} = Core.fptoui(T, x)

# The bounds are powers of two, exact in every format; what lies between converts without loss.
function float_to_int(::Type{T}, whole::Union{Float32, Float64}, name, x) where {T<:BitSigned}
    limit = typeof(x)(-float_min(T))
    if (-limit <= whole) & (whole < limit)
        return unsafe_trunc(T, whole)
    end
    throw_inexact(name, T, whole)
end
function float_to_int(::Type{T}, whole::Union{Float32, Float64}, name, x) where {T<:BitUnsigned}
    if (zero(x) <= whole) & (whole < typeof(x)(float_above(T)))
        return unsafe_trunc(T, whole)
    end
    throw_inexact(name, T, whole)
end
float_to_int(::Type{T}, whole::Float16, name, x) where {T} = float_to_int(T, Float32(whole), name, Float32(x))
float_min(::Type{T}) where {T<:BitSigned} = Float64(typemin(T))
float_above(::Type{T}) where {T<:BitUnsigned} = 2.0 * Float64(typemax(T) >> 0x01 + one(T))
@noinline throw_inexact(name, T, x) = throw(InexactError(name, T, x))

function (::Type{T})(x::IEEEFloat) where {T<:BitInteger}
    whole = trunc(x)
    if whole == x
        return float_to_int(T, whole, nameof(T), x)
    end
    throw_inexact(nameof(T), T, x)
end

rem(x::Float64, y::Float64) = Core.runtime(:rem_float64, Float64, x, y)
rem(x::Float32, y::Float32) = Float32(rem(Float64(x), Float64(y)))
function mod(x::T, y::T) where {T<:IEEEFloat}
    r = rem(x, y)
    if r == zero(r)
        copysign(r, y)
    elseif (r > zero(r)) != (y > zero(y))
        r + y
    else
        r
    end
end
div(x::T, y::T) where {T<:IEEEFloat} = trunc((x - rem(x, y)) / y)
fld(x::T, y::T) where {T<:IEEEFloat} = floor((x - mod(x, y)) / y)
cld(x::T, y::T) where {T<:IEEEFloat} = ceil((x - mod(x, -y)) / y)

sqrt(x::T) where {T<:Union{Float32, Float64}} = x < zero(x) ? throw_sqrt(x) : Core.sqrt_llvm(x)
sqrt(x::Real) = sqrt(float(x))
@noinline throw_sqrt(x) = throw(DomainError(x, "sqrt was called with a negative real argument but will only return a complex result if called with a complex argument. Try sqrt(Complex(x))."))
const √ = sqrt
