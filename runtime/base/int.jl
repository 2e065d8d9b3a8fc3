# Integers of 8 to 128 bits. Arithmetic wraps; conversions that lose something throw.

sizeof(x) = Core.sizeof(typeof(x))
sizeof(::Type{T}) where {T} = Core.sizeof(T)

==(x::T, y::T) where {T<:BitInteger} = Core.eq_int(x, y)
!=(x::T, y::T) where {T<:BitInteger} = Core.ne_int(x, y)
<(x::T, y::T) where {T<:BitSigned} = Core.slt_int(x, y)
<=(x::T, y::T) where {T<:BitSigned} = Core.sle_int(x, y)
<(x::T, y::T) where {T<:BitUnsigned} = Core.ult_int(x, y)
<=(x::T, y::T) where {T<:BitUnsigned} = Core.ule_int(x, y)
# A negative number is below every unsigned one, whatever its bits.
==(x::BitSigned, y::BitUnsigned) = !below_zero(x) & (unsigned(x) == y)
==(x::BitUnsigned, y::BitSigned) = !below_zero(y) & (x == unsigned(y))
<(x::BitSigned, y::BitUnsigned) = below_zero(x) | (unsigned(x) < y)
<(x::BitUnsigned, y::BitSigned) = !below_zero(y) & (x < unsigned(y))
<=(x::BitSigned, y::BitUnsigned) = below_zero(x) | (unsigned(x) <= y)
<=(x::BitUnsigned, y::BitSigned) = !below_zero(y) & (x <= unsigned(y))
# Conversion asks this, so it must not convert.
below_zero(x::BitSigned) = Core.slt_int(x, rem(0, typeof(x)))
below_zero(x::BitUnsigned) = false

+(x::T, y::T) where {T<:BitInteger} = Core.add_int(x, y)
-(x::T, y::T) where {T<:BitInteger} = Core.sub_int(x, y)
*(x::T, y::T) where {T<:BitInteger} = Core.mul_int(x, y)
-(x::BitInteger) = Core.neg_int(x)
/(x::BitInteger, y::BitInteger) = float(x) / float(y)
div(x::T, y::T) where {T<:BitSigned} = Core.checked_sdiv_int(x, y)
div(x::T, y::T) where {T<:BitUnsigned} = Core.checked_udiv_int(x, y)
rem(x::T, y::T) where {T<:BitSigned} = Core.checked_srem_int(x, y)
rem(x::T, y::T) where {T<:BitUnsigned} = Core.checked_urem_int(x, y)
const ÷ = div
const % = rem
function mod(x::T, y::T) where {T<:BitSigned}
    r = rem(x, y)
    (r != 0) & ((r < 0) != (y < 0)) ? r + y : r
end
mod(x::T, y::T) where {T<:BitUnsigned} = rem(x, y)
function fld(x::T, y::T) where {T<:BitSigned}
    q = div(x, y)
    (q * y != x) & ((x < 0) != (y < 0)) ? q - one(q) : q
end
fld(x::T, y::T) where {T<:BitUnsigned} = div(x, y)
function cld(x::T, y::T) where {T<:BitInteger}
    q = div(x, y)
    (q * y != x) & ((x < 0) == (y < 0)) ? q + one(q) : q
end
divrem(x, y) = (div(x, y), rem(x, y))
fldmod(x, y) = (fld(x, y), mod(x, y))
mod1(x::T, y::T) where {T<:Integer} = (m = mod(x, y); m == 0 ? y : m)

(&)(x::T, y::T) where {T<:BitInteger} = Core.and_int(x, y)
|(x::T, y::T) where {T<:BitInteger} = Core.or_int(x, y)
⊻(x::T, y::T) where {T<:BitInteger} = Core.xor_int(x, y)
~(x::BitInteger) = Core.not_int(x)
(&)(x::Integer, y::Integer) = (&)(promoted(x, y)...)
|(x::Integer, y::Integer) = |(promoted(x, y)...)
⊻(x::Integer, y::Integer) = ⊻(promoted(x, y)...)

<<(x::BitInteger, n::Bool) = x << Core.zext_int(UInt8, n)
>>(x::BitInteger, n::Bool) = x >> Core.zext_int(UInt8, n)
>>>(x::BitInteger, n::Bool) = x >>> Core.zext_int(UInt8, n)
<<(x::BitInteger, n::BitUnsigned) = Core.shl_int(x, n)
>>(x::BitSigned, n::BitUnsigned) = Core.ashr_int(x, n)
>>(x::BitUnsigned, n::BitUnsigned) = Core.lshr_int(x, n)
>>>(x::BitInteger, n::BitUnsigned) = Core.lshr_int(x, n)
<<(x::BitInteger, n::BitSigned) = n >= 0 ? x << unsigned(n) : x >> unsigned(-n)
>>(x::BitInteger, n::BitSigned) = n >= 0 ? x >> unsigned(n) : x << unsigned(-n)
>>>(x::BitInteger, n::BitSigned) = n >= 0 ? x >>> unsigned(n) : x << unsigned(-n)
<<(x::Bool, n::Integer) = Int(x) << n
>>(x::Bool, n::Integer) = Int(x) >> n

count_ones(x::BitInteger) = Core.ctpop_int(x) % Int
count_zeros(x::BitInteger) = count_ones(~x)
leading_zeros(x::BitInteger) = Core.ctlz_int(x) % Int
trailing_zeros(x::BitInteger) = Core.cttz_int(x) % Int
leading_ones(x::BitInteger) = leading_zeros(~x)
trailing_ones(x::BitInteger) = trailing_zeros(~x)
bswap(x::BitInteger) = Core.bswap_int(x)
bswap(x::Union{Int8, UInt8}) = x

# The low bits of x as a T.
function rem(x::BitInteger, ::Type{T}) where {T<:BitInteger}
    if Core.sizeof(T) === Core.sizeof(typeof(x))
        Core.bitcast(T, x)
    elseif Core.slt_int(Core.sizeof(T), Core.sizeof(typeof(x)))
        Core.trunc_int(T, x)
    elseif typeof(x) <: Signed
        Core.sext_int(T, x)
    else
        Core.zext_int(T, x)
    end
end
rem(x::Bool, ::Type{T}) where {T<:BitInteger} = Core.zext_int(T, x)
rem(x::T, ::Type{T}) where {T<:BitInteger} = x

(::Type{T})(x::T) where {T<:BitInteger} = x
(::Type{T})(x::Bool) where {T<:BitInteger} = Core.zext_int(T, x)
function (::Type{T})(x::BitInteger) where {T<:BitInteger}
    y = x % T
    if (y % typeof(x) == x) & (below_zero(y) == below_zero(x))
        return y
    end
    throw_inexact_integer(T, x)
end
@noinline function throw_inexact_integer(::Type{T}, x) where {T}
    throw(InexactError(sizeof(T) < sizeof(x) ? :trunc : :check_top_bit, T, x))
end

signed(x::BitSigned) = x
signed(x::Bool) = Int(x)
signed(x::UInt8) = Core.bitcast(Int8, x)
signed(x::UInt16) = Core.bitcast(Int16, x)
signed(x::UInt32) = Core.bitcast(Int32, x)
signed(x::UInt64) = Core.bitcast(Int64, x)
signed(x::UInt128) = Core.bitcast(Int128, x)
unsigned(x::BitUnsigned) = x
unsigned(x::Bool) = UInt(x)
unsigned(x::Int8) = Core.bitcast(UInt8, x)
unsigned(x::Int16) = Core.bitcast(UInt16, x)
unsigned(x::Int32) = Core.bitcast(UInt32, x)
unsigned(x::Int64) = Core.bitcast(UInt64, x)
unsigned(x::Int128) = Core.bitcast(UInt128, x)
Signed(x::BitSigned) = x
Integer(x::Integer) = x
Integer(x::IEEEFloat) = Int(x)

zero(x::Number) = zero(typeof(x))
one(x::Number) = one(typeof(x))
oneunit(x) = one(x)
zero(::Type{T}) where {T<:BitInteger} = rem(0, T)
one(::Type{T}) where {T<:BitInteger} = rem(1, T)
zero(::Type{Int64}) = 0
one(::Type{Int64}) = 1
iszero(x) = x == zero(x)
isone(x) = x == one(x)
typemin(::Type{T}) where {T<:BitUnsigned} = zero(T)
typemax(::Type{T}) where {T<:BitUnsigned} = ~zero(T)
typemin(::Type{T}) where {T<:BitSigned} = one(T) << unsigned(8 * sizeof(T) - 1)
typemax(::Type{T}) where {T<:BitSigned} = ~typemin(T)
typemin(x::Number) = typemin(typeof(x))
typemax(x::Number) = typemax(typeof(x))

isodd(x::BitInteger) = (x & one(x)) == one(x)
iseven(x::BitInteger) = !isodd(x)
abs(x::BitSigned) = x < 0 ? -x : x
abs(x::BitUnsigned) = x
abs2(x::Real) = x * x
signbit(x::BitInteger) = x < 0
sign(x::BitInteger) = x < 0 ? -one(x) : (x > 0 ? one(x) : x)
flipsign(x::T, y::T) where {T<:BitSigned} = y < 0 ? -x : x
copysign(x::T, y::T) where {T<:BitSigned} = y < 0 ? -abs(x) : abs(x)
isnan(x::Integer) = false
isinf(x::Integer) = false
isfinite(x::Integer) = true
isnegative(x) = x < zero(x)
ispositive(x) = x > zero(x)

@noinline throw_negative_power(x, n) = throw(DomainError(n, string("Cannot raise an integer x to a negative power ", n, ".\nConvert input to float.")))
@noinline throw_negative_power(x::Integer, n) = throw(DomainError(n, string("Cannot raise an integer x to a negative power ", n,
    ".\nMake x or ", n, " a float by adding a zero decimal (e.g., 2.0^", n, " or 2^", float(n), " instead of 2^", n, ") or write 1/x^", -n, ", float(x)^", n, ", x^float(", n, ") or (x//1)^", n, ".")))
function ^(x::T, n::BitInteger) where {T<:BitInteger}
    if n < 0
        x == one(x) && return x
        x == -one(x) && return iseven(n) ? -x : x
        throw_negative_power(x, n)
    end
    power_by_squaring(x, n)
end
^(x::Bool, n::BitInteger) = n < 0 ? (x ? true : throw(DivideError())) : (n == 0 ? true : x)
# `one(x)` is asked for by the power 0 only: not every type that can be multiplied has it.
function power_by_squaring(x, n)
    n == 0 && return one(x)
    while iseven(n)
        x *= x
        n >>= 1
    end
    result = x
    n >>= 1
    while n > 0
        x *= x
        if isodd(n)
            result *= x
        end
        n >>= 1
    end
    result
end
function ^(x::Number, n::Integer)
    n < 0 && throw_negative_power(x, n)
    power_by_squaring(x, n)
end
literal_pow(f, x, ::Val{p}) where {p} = f(x, p)
# A negative power that is written out is that of the reciprocal.
literal_pow(::typeof(^), x::Number, ::Val{p}) where {p} = p < 0 ? reciprocal_power(x, p) : x^p
reciprocal_power(x::Union{Int8, Int16, Int32, Int64, UInt8, UInt16, UInt32, UInt64}, p) = Float64(x)^p
reciprocal_power(x::IEEEFloat, p) = x^p
reciprocal_power(x, p) = inv(x)^(-p)
inv(x::Number) = one(x) / x
inv(x::Integer) = float(one(x)) / float(x)
const HardwareNumber = Union{BitInteger, IEEEFloat}
literal_pow(::typeof(^), x::HardwareNumber, ::Val{0}) = one(x)
literal_pow(::typeof(^), x::HardwareNumber, ::Val{1}) = x
literal_pow(::typeof(^), x::HardwareNumber, ::Val{2}) = x * x
literal_pow(::typeof(^), x::HardwareNumber, ::Val{3}) = x * x * x

@noinline throw_overflow(x, op, y) = throw(OverflowError(string(x, " ", op, " ", y, " overflowed for type ", typeof(x))))
widen(::Type{Int8}) = Int16
widen(::Type{Int16}) = Int32
widen(::Type{Int32}) = Int64
widen(::Type{Int64}) = Int128
widen(::Type{UInt8}) = UInt16
widen(::Type{UInt16}) = UInt32
widen(::Type{UInt32}) = UInt64
widen(::Type{UInt64}) = UInt128
widen(::Type{Float32}) = Float64
widen(x::Number) = convert(widen(typeof(x)), x)
