# Floats of any precision. A finite one is an integer of exactly so many bits times a power of two; every operation
# finds the exact result, or enough of it to tell how it is rounded, and rounds once, to the nearest, ties to even.

mutable struct BigFloat <: AbstractFloat
    prec::Int
    # 0 for zero, 1 for other finite numbers, 2 for infinity, 3 for NaN.
    kind::Int
    negative::Bool
    exponent::Int
    mantissa::BigInt
    BigFloat(prec::Int, kind::Int, negative::Bool, exponent::Int, mantissa::BigInt) = new(prec, kind, negative, exponent, mantissa)
end
const BIG_PRECISION = RefValue{Int}(256)
# That of literals, which `setprecision` of a block does not change.
const LITERAL_PRECISION = RefValue{Int}(256)
const BIG_ZERO = big(0)
precision(x::BigFloat; base::Integer=2) = base == 2 ? x.prec : floor(Int, x.prec / log2(base))
precision(::Type{BigFloat}; base::Integer=2) = base == 2 ? BIG_PRECISION[] : floor(Int, BIG_PRECISION[] / log2(base))
function setprecision(::Type{BigFloat}, prec::Integer; base::Integer=2)
    prec >= 1 || throw(DomainError(prec, "`precision` cannot be less than 1."))
    LITERAL_PRECISION[] = change_precision(prec, base)
end
change_precision(prec, base) = BIG_PRECISION[] = base == 2 ? Int(prec) : ceil(Int, prec * log2(base))
setprecision(prec::Integer; base::Integer=2) = setprecision(BigFloat, prec; base=base)
function setprecision(f::Function, ::Type{BigFloat}, prec::Integer; base::Integer=2)
    old = BIG_PRECISION[]
    prec >= 1 || throw(DomainError(prec, "`precision` cannot be less than 1."))
    change_precision(prec, base)
    try
        f()
    finally
        BIG_PRECISION[] = old
    end
end
setprecision(f::Function, prec::Integer; base::Integer=2) = setprecision(f, BigFloat, prec; base=base)

big_special(kind, negative, prec=BIG_PRECISION[]) = BigFloat(prec, kind, negative, 0, BIG_ZERO)
# The number nearest to ±(m + something less than 1, if `more`) * 2^e. With `more`, m has two bits more than are kept.
function big_rounded(negative::Bool, m::BigInt, e::Int, more::Bool, prec::Int)
    iszero(m) && return big_special(0, negative, prec)
    n = big_bits(m)
    n == prec && !more && return BigFloat(prec, 1, negative, e, m)
    n <= prec && return BigFloat(prec, 1, negative, e - (prec - n), m << (prec - n))
    drop = n - prec
    q = m >> drop
    rest = m - (q << drop)
    half = big(1) << (drop - 1)
    c = big_compare(rest, half)
    (c > 0 || (c == 0 && (more || isodd(q)))) && (q += big(1))
    e += drop
    if big_bits(q) > prec
        q >>= 1
        e += 1
    end
    BigFloat(prec, 1, negative, e, q)
end
big_rounded(negative, m, e) = big_rounded(negative, m, e, false, BIG_PRECISION[])
# The quotient of two positive integers, times 2^e.
function big_quotient(negative, a::BigInt, b::BigInt, e::Int, prec::Int=BIG_PRECISION[])
    iszero(a) && return big_special(0, negative, prec)
    shift = max(0, prec + 2 + big_bits(b) - big_bits(a))
    a <<= shift
    q = div(a, b)
    big_rounded(negative, q, e - shift, q * b != a, prec)
end

# Made from other numbers.
BigFloat(x::BigFloat; precision::Integer=BIG_PRECISION[]) = x.prec == precision ? x : rounded_to(x, Int(precision))
rounded_to(x::BigFloat, prec::Int) = x.kind == 1 ? big_rounded(x.negative, x.mantissa, x.exponent, false, prec) : big_special(x.kind, x.negative, prec)
BigFloat(x::BigInt; precision::Integer=BIG_PRECISION[]) = big_rounded(signbit(x), abs(x), 0, false, Int(precision))
BigFloat(x::Integer; precision::Integer=BIG_PRECISION[]) = BigFloat(big(x); precision=precision)
BigFloat(x::Rational; precision::Integer=BIG_PRECISION[]) = iszero(x.den) ? big_special(iszero(x.num) ? 3 : 2, signbit(x.num)) : big_quotient(signbit(x.num), abs(big(x.num)), big(x.den), 0, Int(precision))
function BigFloat(x::IEEEFloat; precision::Integer=BIG_PRECISION[])
    y = Float64(x)
    isnan(y) && return big_special(3, false, Int(precision))
    isinf(y) && return big_special(2, signbit(y), Int(precision))
    iszero(y) && return big_special(0, signbit(y), Int(precision))
    m, e = frexp(abs(y))
    big_rounded(signbit(y), BigInt(ldexp(m, 53)), e - 53, false, Int(precision))
end
BigFloat(x::AbstractIrrational; precision::Integer=BIG_PRECISION[]) = setprecision(() -> big_irrational(x), BigFloat, precision)
BigFloat() = big_special(0, false)
convert(::Type{BigFloat}, x::BigFloat) = x
convert(::Type{BigFloat}, x::Real) = BigFloat(x)
convert(::Type{BigFloat}, x::AbstractIrrational) = BigFloat(x)
AbstractFloat(x::BigInt) = BigFloat(x)
float(::Type{BigInt}) = BigFloat
float(x::BigFloat) = x
big(x::AbstractFloat) = BigFloat(x)
big(x::BigFloat) = x
big(x::AbstractIrrational) = BigFloat(x)
big(::Type{<:AbstractFloat}) = BigFloat
big(z::Complex{<:AbstractFloat}) = Complex(big(z.re), big(z.im))
widen(::Type{Float64}) = BigFloat
promote_rule(::Type{BigFloat}, ::Type{<:Union{Integer, IEEEFloat, Rational, AbstractIrrational}}) = BigFloat
promote_rule(::Type{BigInt}, ::Type{<:IEEEFloat}) = BigFloat

# Parts and kinds.
isnan(x::BigFloat) = x.kind == 3
isinf(x::BigFloat) = x.kind == 2
isfinite(x::BigFloat) = x.kind < 2
iszero(x::BigFloat) = x.kind == 0
isone(x::BigFloat) = x == 1
signbit(x::BigFloat) = x.negative
issubnormal(x::BigFloat) = false
-(x::BigFloat) = BigFloat(x.prec, x.kind, !x.negative, x.exponent, x.mantissa)
abs(x::BigFloat) = x.negative ? -x : x
copysign(x::BigFloat, y::Real) = x.negative == signbit(y) ? x : -x
flipsign(x::BigFloat, y::Real) = signbit(y) ? -x : x
sign(x::BigFloat) = x.kind == 0 || x.kind == 3 ? x : BigFloat(x.negative ? -1 : 1)
zero(::Type{BigFloat}) = BigFloat(0)
one(::Type{BigFloat}) = BigFloat(1)
typemax(::Type{BigFloat}) = big_special(2, false)
typemin(::Type{BigFloat}) = big_special(2, true)
eps(::Type{BigFloat}) = big_rounded(false, big(1), 1 - BIG_PRECISION[])
eps(x::BigFloat) = x.kind >= 2 ? big_special(3, false) : x.kind == 0 ? nextfloat(x) : big_rounded(false, big(1), x.exponent)
isinteger(x::BigFloat) = x.kind == 0 || (x.kind == 1 && (x.exponent >= 0 || (x.exponent > -x.prec && trailing_zeros(x.mantissa) >= -x.exponent)))
exponent(x::BigFloat) = x.kind == 1 ? x.exponent + x.prec - 1 : throw(DomainError(x, "`x` must be finite and non-zero."))
significand(x::BigFloat) = x.kind == 1 ? BigFloat(x.prec, 1, x.negative, 1 - x.prec, x.mantissa) : x
function frexp(x::BigFloat)
    x.kind == 1 ? (BigFloat(x.prec, 1, x.negative, -x.prec, x.mantissa), x.exponent + x.prec) : (x, 0)
end
ldexp(x::BigFloat, n::Integer) = x.kind == 1 ? BigFloat(x.prec, 1, x.negative, x.exponent + Int(n), x.mantissa) : x
function nextfloat(x::BigFloat)
    x.kind == 1 || throw(ArgumentError("the neighbours of this number are not supported"))
    x.negative && return -prevfloat(-x)
    big_rounded(false, x.mantissa + 1, x.exponent, false, x.prec)
end
function prevfloat(x::BigFloat)
    x.kind == 1 || throw(ArgumentError("the neighbours of this number are not supported"))
    x.negative && return -nextfloat(-x)
    m = x.mantissa - 1
    big_bits(m) == x.prec ? BigFloat(x.prec, 1, false, x.exponent, m) : BigFloat(x.prec, 1, false, x.exponent - 1, (x.mantissa << 1) - 1)
end

# Arithmetic.
+(x::BigFloat, y::BigFloat) = big_sum(x, y, false)
-(x::BigFloat, y::BigFloat) = big_sum(x, y, true)
function big_sum(x::BigFloat, y::BigFloat, flips::Bool)
    negative = y.negative ⊻ flips
    if x.kind >= 2 || y.kind >= 2
        (x.kind == 3 || y.kind == 3) && return big_special(3, false)
        x.kind == 2 && y.kind == 2 && x.negative != negative && return big_special(3, false)
        return big_special(2, x.kind == 2 ? x.negative : negative)
    end
    x.kind == 0 && y.kind == 0 && return big_special(0, x.negative & negative)
    x.kind == 0 && return big_rounded(negative, y.mantissa, y.exponent)
    y.kind == 0 && return big_rounded(x.negative, x.mantissa, x.exponent)
    # The one with the greater exponent first; where it is far greater, the other only tells the direction.
    a, a_negative, b, b_negative = x, x.negative, y, negative
    if a.exponent < b.exponent
        a, a_negative, b, b_negative = b, b_negative, a, a_negative
    end
    shift = a.exponent - b.exponent
    if shift > 2 * (a.prec + b.prec + BIG_PRECISION[])
        k = BIG_PRECISION[] + 4
        m = a.mantissa << k
        return big_rounded(a_negative, a_negative == b_negative ? m : m - 1, a.exponent - k, true, BIG_PRECISION[])
    end
    m = a.mantissa << shift
    m = a_negative == b_negative ? m + b.mantissa : m - b.mantissa
    iszero(m) && return big_special(0, false)
    signbit(m) ? big_rounded(!a_negative, -m, b.exponent) : big_rounded(a_negative, m, b.exponent)
end
function *(x::BigFloat, y::BigFloat)
    negative = x.negative ⊻ y.negative
    (x.kind == 3 || y.kind == 3) && return big_special(3, false)
    if x.kind == 2 || y.kind == 2
        return x.kind == 0 || y.kind == 0 ? big_special(3, false) : big_special(2, negative)
    end
    x.kind == 0 || y.kind == 0 ? big_special(0, negative) : big_rounded(negative, x.mantissa * y.mantissa, x.exponent + y.exponent)
end
function /(x::BigFloat, y::BigFloat)
    negative = x.negative ⊻ y.negative
    (x.kind == 3 || y.kind == 3) && return big_special(3, false)
    x.kind == 2 && return y.kind == 2 ? big_special(3, false) : big_special(2, negative)
    y.kind == 2 && return big_special(0, negative)
    y.kind == 0 && return x.kind == 0 ? big_special(3, false) : big_special(2, negative)
    x.kind == 0 ? big_special(0, negative) : big_quotient(negative, x.mantissa, y.mantissa, x.exponent - y.exponent)
end
/(a::BigInt, b::BigInt) = BigFloat(a) / BigFloat(b)
inv(x::BigFloat) = BigFloat(1) / x
function fma(x::BigFloat, y::BigFloat, z::BigFloat)
    all_finite = x.kind == 1 && y.kind == 1 && z.kind == 1
    all_finite || return x * y + z
    setprecision(() -> x * y, BigFloat, x.prec + y.prec) + z
end
fma(x::Integer, y::Integer, z::Integer) = x * y + z
muladd(x::BigFloat, y::BigFloat, z::BigFloat) = fma(x, y, z)
function sqrt(x::BigFloat)
    x.kind == 0 || x.kind == 3 ? (return x) : nothing
    x.negative && throw(DomainError(x, "NaN result for non-NaN input."))
    x.kind == 2 && return x
    shift = 2 * (BIG_PRECISION[] + 2)
    e = x.exponent - shift
    isodd(e) && (shift += 1; e -= 1)
    m = x.mantissa << shift
    root = isqrt(m)
    big_rounded(false, root, e >> 1, root * root != m, BIG_PRECISION[])
end
sqrt(x::BigInt) = sqrt(BigFloat(x))
# Both as integers times the same power of two, for remainders.
function big_common(x::BigFloat, y::BigFloat)
    e = min(x.exponent, y.exponent)
    (x.mantissa << (x.exponent - e), y.mantissa << (y.exponent - e), e)
end
function rem(x::BigFloat, y::BigFloat)
    (x.kind >= 2 || y.kind == 3 || y.kind == 0) && return big_special(3, false)
    (y.kind == 2 || x.kind == 0) && return x
    a, b, e = big_common(x, y)
    big_rounded(x.negative, rem(a, b), e)
end
function mod(x::BigFloat, y::BigFloat)
    r = rem(x, y)
    (iszero(r) || isnan(r)) && return copysign(r, y)
    r.negative == y.negative ? r : r + y
end
div(x::BigFloat, y::BigFloat) = has_plain_quotient(x, y) ? x / y : signed_zero(round((x - rem(x, y)) / y), x, y)
fld(x::BigFloat, y::BigFloat) = has_plain_quotient(x, y) ? x / y : signed_zero(round((x - mod(x, y)) / y), x, y)
cld(x::BigFloat, y::BigFloat) = has_plain_quotient(x, y) ? x / y : signed_zero(-round((-x - mod(-x, y)) / y), x, y)
has_plain_quotient(x, y) = iszero(x) || iszero(y) || isinf(x) || isnan(x) || isnan(y)
# A quotient of zero has the sign that the exact one has.
signed_zero(q, x, y) = iszero(q) ? (x.negative == y.negative ? abs(q) : -abs(q)) : q
divrem(x::BigFloat, y::BigFloat) = (div(x, y), rem(x, y))

# Comparing. Equal numbers of different precision have the same bits at the top.
function big_order(x::BigFloat, y::BigFloat)
    x.kind == 0 && return y.kind == 0 ? 0 : (y.negative ? 1 : -1)
    y.kind == 0 && return x.negative ? -1 : 1
    x.negative != y.negative && return x.negative ? -1 : 1
    order = 0
    if x.kind == 2 || y.kind == 2
        order = (x.kind == 2) - (y.kind == 2)
    else
        top_x, top_y = x.exponent + x.prec, y.exponent + y.prec
        if top_x != top_y
            order = top_x > top_y ? 1 : -1
        else
            a, b, _ = big_common(x, y)
            order = big_compare(a, b)
        end
    end
    x.negative ? -order : order
end
==(x::BigFloat, y::BigFloat) = !isnan(x) && !isnan(y) && big_order(x, y) == 0
<(x::BigFloat, y::BigFloat) = !isnan(x) && !isnan(y) && big_order(x, y) < 0
<=(x::BigFloat, y::BigFloat) = !isnan(x) && !isnan(y) && big_order(x, y) <= 0
function isless(x::BigFloat, y::BigFloat)
    isnan(x) && return false
    isnan(y) && return true
    c = big_order(x, y)
    c < 0 || (c == 0 && x.kind == 0 && x.negative && !y.negative)
end
isequal(x::BigFloat, y::BigFloat) = (isnan(x) & isnan(y)) || (x == y && x.negative == y.negative)
cmp(x::BigFloat, y::BigFloat) = isless(x, y) ? -1 : isless(y, x) ? 1 : 0
max(x::BigFloat, y::BigFloat) = isnan(x) || isnan(y) ? big_special(3, false) : isless(x, y) ? y : x
min(x::BigFloat, y::BigFloat) = isnan(x) || isnan(y) ? big_special(3, false) : isless(y, x) ? y : x
function hash(x::BigFloat, h::UInt)
    x.kind == 1 || return hash(Float64(x), h)
    isinteger(x) && return hash(BigInt(x), h)
    y = Float64(x)
    y == x && return hash(y, h)
    power = trailing_zeros(x.mantissa)
    h = hash_words(1, h)
    h = hash_words(x.exponent + power, h)
    hash_words(x.negative ? -(x.mantissa >> power) : x.mantissa >> power, h)
end

# To other numbers.
function BigInt(x::BigFloat)
    isinteger(x) || throw(InexactError(:BigInt, BigInt, x))
    m = x.kind == 0 ? big(0) : x.exponent >= 0 ? x.mantissa << x.exponent : x.mantissa >> -x.exponent
    x.negative ? -m : m
end
(::Type{T})(x::BigFloat) where {T<:BitInteger} = isinteger(x) && typemin(T) <= BigInt(x) <= typemax(T) ? T(BigInt(x)) : throw(InexactError(nameof(T), T, x))
Integer(x::BigFloat) = BigInt(x)
Bool(x::BigFloat) = iszero(x) ? false : isone(x) ? true : throw(InexactError(:Bool, Bool, x))
big_to_ieee(x, ::Type{T}, bits, lowest, highest) where {T} = begin
    x.kind == 3 && return T(NaN)
    x.kind == 2 && return x.negative ? -T(Inf) : T(Inf)
    x.kind == 0 && return x.negative ? -zero(T) : zero(T)
    # Small numbers keep fewer bits.
    top = x.exponent + x.prec
    kept = min(bits, top - lowest)
    kept < 0 && return x.negative ? -zero(T) : zero(T)
    if kept == 0
        # Half of the smallest number or less is zero, more is the smallest.
        is_half = trailing_zeros(x.mantissa) == x.prec - 1
        y = is_half ? zero(T) : ldexp(one(T), lowest)
        return x.negative ? -y : y
    end
    r = rounded_to(x, kept)
    r.exponent + r.prec > highest && return x.negative ? -T(Inf) : T(Inf)
    y = T(ldexp(Float64(Int64(r.mantissa)), r.exponent))
    x.negative ? -y : y
end
Float64(x::BigFloat) = big_to_ieee(x, Float64, 53, -1074, 1024)
Float32(x::BigFloat) = big_to_ieee(x, Float32, 24, -149, 128)
Float16(x::BigFloat) = big_to_ieee(x, Float16, 11, -24, 16)
function Rational{T}(x::BigFloat) where {T<:Integer}
    x.kind == 1 || return x.kind == 0 ? Rational{T}(0) : throw(InexactError(:Rational, Rational{T}, x))
    power = trailing_zeros(x.mantissa)
    m, e = x.mantissa >> power, x.exponent + power
    r = e >= 0 ? (m << e) // big(1) : m // (big(1) << -e)
    Rational{T}(T(x.negative ? -r.num : r.num), T(r.den))
end
Rational(x::BigFloat) = Rational{BigInt}(x)

# To whole numbers.
big_whole(x::BigFloat, m::BigInt) = big_rounded(x.negative, m, 0, false, x.prec)
big_floor_part(x) = x.exponent <= -x.prec ? big(0) : x.mantissa >> -x.exponent
function trunc(x::BigFloat)
    x.kind == 1 && x.exponent < 0 ? big_whole(x, big_floor_part(x)) : x
end
floor(x::BigFloat) = (t = trunc(x); t == x || !x.negative ? t : t - 1)
ceil(x::BigFloat) = (t = trunc(x); t == x || x.negative ? t : t + 1)
round(x::BigFloat) = round(x, RoundNearest)
function round(x::BigFloat, ::RoundingMode{:Nearest})
    x.kind == 1 && x.exponent < 0 || return x
    x.exponent < -x.prec && return big_special(0, x.negative, x.prec)
    q = big_floor_part(x)
    rest = x.mantissa - (q << -x.exponent)
    c = big_compare(rest, big(1) << (-x.exponent - 1))
    big_whole(x, c > 0 || (c == 0 && isodd(q)) ? q + 1 : q)
end
round(x::BigFloat, ::RoundingMode{:ToZero}) = trunc(x)
round(x::BigFloat, ::RoundingMode{:Down}) = floor(x)
round(x::BigFloat, ::RoundingMode{:Up}) = ceil(x)
round(x::BigFloat, ::RoundingMode{:NearestTiesAway}) = x.negative ? -floor(-x + 0.5) : floor(x + 0.5)
round(::Type{T}, x::BigFloat) where {T<:Integer} = T(round(x))
round(::Type{T}, x::BigFloat, mode::RoundingMode) where {T<:Integer} = T(round(x, mode))
trunc(::Type{T}, x::BigFloat) where {T<:Integer} = T(trunc(x))
floor(::Type{T}, x::BigFloat) where {T<:Integer} = T(floor(x))
ceil(::Type{T}, x::BigFloat) where {T<:Integer} = T(ceil(x))
modf(x::BigFloat) = (x - trunc(x), trunc(x))
