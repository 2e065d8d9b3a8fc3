# Rational numbers: a quotient in lowest terms with a denominator that is not negative; 1//0 is infinite.

struct Rational{T<:Integer} <: Real
    num::T
    den::T
    # Takes the parts as they are; `//` and the conversions reduce.
    Rational{T}(num, den, ::Val{:reduced}) where {T<:Integer} = new{T}(num, den)
end
function Rational{T}(num::Integer, den::Integer) where {T<:Integer}
    n, d = convert(T, num), convert(T, den)
    n == 0 && d == 0 && throw(ArgumentError(string("invalid rational: zero(", T, ")//zero(", T, ")")))
    g = gcd(n, d)
    if !isone(g)
        n, d = div(n, g), div(d, g)
    end
    if d < 0
        n, d = -n, -d
        d < 0 && throw(ArgumentError(string("invalid rational: denominator can't be typemin(", T, ")")))
    end
    Rational{T}(n, d, Val{:reduced}())
end
Rational(n::T, d::T) where {T<:Integer} = Rational{T}(n, d)
Rational(n::Integer, d::Integer) = Rational(promote(n, d)...)
Rational(n::Integer) = reduced(n, one(n))
Rational(x::Rational) = x
reduced(n::T, d::T) where {T} = Rational{T}(n, d, Val{:reduced}())
//(n::Integer, d::Integer) = Rational(n, d)
function //(x::Rational, y::Integer)
    xn, yn = divided_by_gcd(promote(x.num, y)...)
    checked_den(xn, checked_mul(x.den, yn))
end
function //(x::Integer, y::Rational)
    xn, yn = divided_by_gcd(promote(x, y.num)...)
    checked_den(checked_mul(xn, y.den), yn)
end
function //(x::Rational, y::Rational)
    xn, yn = divided_by_gcd(promote(x.num, y.num)...)
    xd, yd = divided_by_gcd(promote(x.den, y.den)...)
    checked_den(checked_mul(xn, yd), checked_mul(xd, yn))
end
function divided_by_gcd(x, y)
    g = gcd(x, y)
    g == 0 || g == 1 ? (x, y) : (div(x, g), div(y, g))
end
//(a::AbstractArray, y::Number) = a .// y
function checked_den(n, d)
    d < 0 ? reduced(promote(-n, -d)...) : reduced(promote(n, d)...)
end
numerator(x::Rational) = x.num
denominator(x::Rational) = x.den
numerator(x::Integer) = x
denominator(x::Integer) = one(x)

Rational{T}(x::Rational) where {T<:Integer} = Rational{T}(convert(T, x.num), convert(T, x.den), Val{:reduced}())
Rational{T}(x::Integer) where {T<:Integer} = Rational{T}(convert(T, x), convert(T, 1), Val{:reduced}())
Rational(x::IEEEFloat) = Rational{Int}(x)
function Rational{T}(x::IEEEFloat) where {T<:Integer}
    isnan(x) && throw_inexact(nameof(Rational{T}), Rational{T}, x)
    isinf(x) && return Rational{T}(x > 0 ? 1 : -1, 0, Val{:reduced}())
    iszero(x) && return Rational{T}(zero(T), one(T), Val{:reduced}())
    m, e = frexp(x)
    p = precision(typeof(x))
    n = Int(ldexp(m, p))
    e -= p
    z = trailing_zeros(n)
    if n != 0
        n >>= z
        e += z
    end
    e >= 0 ? Rational{T}(checked_mul(T(n), checked_power_of_two(T, e)), one(T), Val{:reduced}()) : Rational{T}(T(n), checked_power_of_two(T, -e), Val{:reduced}())
end
function checked_power_of_two(::Type{T}, e) where {T<:BitInteger}
    e < 8 * sizeof(T) - 1 || throw(InexactError(:Rational, Rational{T}, e))
    one(T) << e
end
checked_power_of_two(::Type{T}, e) where {T} = T(2)^e
convert(::Type{Rational{T}}, x::Rational{T}) where {T<:Integer} = x
(::Type{T})(x::Rational) where {T<:IEEEFloat} = rational_float(T, x)
function rational_float(::Type{T}, x) where {T}
    x.den == 0 && return x.num > 0 ? T(Inf) : T(-Inf)
    convert(T, convert(widened_float(T, x.num), x.num) / convert(widened_float(T, x.den), x.den))
end
widened_float(::Type{T}, x) where {T} = T
AbstractFloat(x::Rational) = float(x.num) / float(x.den)
float(::Type{Rational{T}}) where {T<:Integer} = float(T)
(::Type{T})(x::Rational) where {T<:BitInteger} = isinteger(x) ? convert(T, x.num) : throw(InexactError(nameof(T), T, x))
Integer(x::Rational{T}) where {T} = isinteger(x) ? x.num : throw(InexactError(nameof(T), T, x))
Bool(x::Rational) = x == 0 ? false : (x == 1 ? true : throw(InexactError(:Bool, Bool, x)))
promote_rule(::Type{Rational{T}}, ::Type{S}) where {T<:Integer, S<:Integer} = Rational{promote_type(T, S)}
promote_rule(::Type{Rational{T}}, ::Type{Rational{S}}) where {T<:Integer, S<:Integer} = Rational{promote_type(T, S)}
promote_rule(::Type{Rational{T}}, ::Type{S}) where {T<:Integer, S<:IEEEFloat} = promote_type(T, S)
rationalize(x::AbstractFloat; tol::Real=eps(x)) = rationalize_to(Int, x, tol)
rationalize(::Type{T}, x::AbstractFloat; tol::Real=eps(x)) where {T<:Integer} = rationalize_to(T, x, tol)
rationalize(x::Rational) = x
rationalize(x::Integer) = x // one(x)
# The simplest fraction within the tolerance: convergents of the continued fraction p//q, pp//qq, until the remainder r/y
# is within the tolerance, then the smallest semiconvergent that is. What overflows ends at the last convergent.
function rationalize_to(::Type{T}, x::AbstractFloat, tol) where {T}
    tol < 0 && throw(ArgumentError("negative tolerance $tol"))
    isnan(x) && throw(InexactError(nameof(T), T, x))
    isinf(x) && return Rational{T}(x > 0 ? 1 : -1, 0, Val{:reduced}())
    p, q = (x < 0 ? -one(T) : one(T)), zero(T)
    pp, qq = zero(T), one(T)
    x = abs(x)
    a = trunc(x)
    r = x - a
    y = one(x)
    bound, t, tt = oftype(x, tol), zero(x), oftype(x, tol)
    while r > bound
        np, nq, fits = next_convergent(T, a, p, q, pp, qq)
        fits || return Rational{T}(p, q)
        p, pp = np, p
        q, qq = nq, q
        x, y = y, r
        a, r = divrem(x, y)
        t, tt = bound, t
        bound = a * t + tt
    end
    np, nq, fits = next_convergent(T, cld(x - tt, y + t), p, q, pp, qq)
    fits ? Rational{T}(np, nq) : Rational{T}(p, q)
end
function next_convergent(::Type{T}, a, p, q, pp, qq) where {T<:BitInteger}
    typemin(T) <= a < typemax(T) || return (p, q, false)
    i = convert(T, a)
    ap, o1 = mul_with_overflow(i, p)
    aq, o2 = mul_with_overflow(i, q)
    np, o3 = add_with_overflow(ap, pp)
    nq, o4 = add_with_overflow(aq, qq)
    (np, nq, !(o1 | o2 | o3 | o4))
end
next_convergent(::Type{T}, a, p, q, pp, qq) where {T<:Integer} = (i = convert(T, a); (i * p + pp, i * q + qq, true))

show(io::IO, x::Rational) = (show(io, x.num); print(io, "//"); show(io, x.den))

-(x::Rational{T}) where {T<:BitSigned} = x.num == typemin(T) ? throw(OverflowError(string("rational numerator is typemin(", T, ")"))) : Rational{T}(-x.num, x.den, Val{:reduced}())
-(x::Rational{T}) where {T<:Integer} = Rational{T}(-x.num, x.den, Val{:reduced}())
function +(x::Rational, y::Rational)
    xp, yp = divided_by_gcd(promote(x.den, y.den)...)
    Rational(checked_add(checked_mul(x.num, yp), checked_mul(y.num, xp)), checked_mul(x.den, yp))
end
function -(x::Rational, y::Rational)
    xp, yp = divided_by_gcd(promote(x.den, y.den)...)
    Rational(checked_sub(checked_mul(x.num, yp), checked_mul(y.num, xp)), checked_mul(x.den, yp))
end
+(x::Rational, y::Integer) = reduced(promote(checked_add(x.num, checked_mul(x.den, y)), x.den)...)
+(y::Integer, x::Rational) = reduced(promote(checked_add(x.num, checked_mul(x.den, y)), x.den)...)
-(x::Rational, y::Integer) = reduced(promote(checked_sub(x.num, checked_mul(x.den, y)), x.den)...)
-(y::Integer, x::Rational) = reduced(promote(checked_sub(checked_mul(x.den, y), x.num), x.den)...)
function *(x::Rational, y::Rational)
    xn, yd = divided_by_gcd(promote(x.num, y.den)...)
    xd, yn = divided_by_gcd(promote(x.den, y.num)...)
    reduced(promote(checked_mul(xn, yn), checked_mul(xd, yd))...)
end
function *(x::Rational, y::Integer)
    xd, yn = divided_by_gcd(promote(x.den, y)...)
    reduced(promote(checked_mul(x.num, yn), xd)...)
end
*(y::Integer, x::Rational) = x * y
/(x::Rational, y::Union{Rational, Integer}) = x // y
/(x::Integer, y::Rational) = x // y
inv(x::Rational{T}) where {T} = x.num < 0 ? reduced(-x.den, -x.num) : reduced(x.den, x.num)
^(x::Rational, n::Integer) = n >= 0 ? power_by_squaring(x, n) : power_by_squaring(inv(x), -n)
^(x::Number, y::Rational) = x^float(y)
^(x::Rational, y::Rational) = float(x)^float(y)
^(x::T, y::Rational) where {T<:AbstractFloat} = x^convert(T, y)
^(x::Rational, y::AbstractFloat) = convert(typeof(y), x)^y
literal_pow(::typeof(^), x::Rational, ::Val{p}) where {p} = x^p

==(x::Rational, y::Rational) = (x.den == y.den) & (x.num == y.num)
==(x::Rational, y::Integer) = (x.den == 1) & (x.num == y)
==(x::Integer, y::Rational) = y == x
function ==(x::IEEEFloat, y::Rational)
    isfinite(x) || return x == rational_float(typeof(x), y)
    # Equal only to what the float is exactly: a quotient by a power of two.
    y.den == 0 && return false
    count_ones(y.den) == 1 && x == Float64(y.num) / Float64(y.den)
end
==(x::Rational, y::IEEEFloat) = y == x
<(x::Rational, y::Rational) = x.den == y.den ? x.num < y.num : widemul(x.num, y.den) < widemul(y.num, x.den)
<=(x::Rational, y::Rational) = x.den == y.den ? x.num <= y.num : widemul(x.num, y.den) <= widemul(y.num, x.den)
<(x::Rational, y::Integer) = x.num < widemul(x.den, y)
<(x::Integer, y::Rational) = widemul(x, y.den) < y.num
<=(x::Rational, y::Integer) = x.num <= widemul(x.den, y)
<=(x::Integer, y::Rational) = widemul(x, y.den) <= y.num
isless(x::Rational, y::Rational) = x < y
isless(x::Rational, y::Integer) = x < y
isless(x::Integer, y::Rational) = x < y
abs(x::Rational) = reduced(checked_abs(x.num), x.den)
sign(x::Rational) = oftype(x, sign(x.num))
signbit(x::Rational) = signbit(x.num)
copysign(x::Rational, y::Real) = reduced(copysign(x.num, y), x.den)
isinteger(x::Rational) = x.den == 1
isfinite(x::Rational) = x.den != 0
isinf(x::Rational) = x.den == 0
isnan(x::Rational) = false
iszero(x::Rational) = x.num == 0
isone(x::Rational) = (x.num == 1) & (x.den == 1)
zero(::Type{Rational{T}}) where {T} = Rational{T}(zero(T), one(T), Val{:reduced}())
one(::Type{Rational{T}}) where {T} = Rational{T}(one(T), one(T), Val{:reduced}())
typemin(::Type{Rational{T}}) where {T<:Signed} = Rational{T}(-one(T), zero(T), Val{:reduced}())
typemax(::Type{Rational{T}}) where {T<:Integer} = Rational{T}(one(T), zero(T), Val{:reduced}())
widen(::Type{Rational{T}}) where {T} = Rational{widen(T)}

trunc(::Type{T}, x::Rational) where {T<:Integer} = convert(T, div(x.num, x.den))
floor(::Type{T}, x::Rational) where {T<:Integer} = convert(T, fld(x.num, x.den))
ceil(::Type{T}, x::Rational) where {T<:Integer} = convert(T, cld(x.num, x.den))
round(::Type{T}, x::Rational) where {T<:Integer} = convert(T, rounded_quotient(x))
round(::Type{T}, x::Rational, mode::RoundingMode) where {T<:Integer} = convert(T, round_whole(x, mode).num)
function rounded_quotient(x)
    q, r = fldmod(x.num, x.den)
    twice = 2 * r
    twice < x.den ? q : (twice > x.den || isodd(q) ? q + one(q) : q)
end
round_whole(x::Rational, ::RoundingMode{:Nearest}) = reduced(rounded_quotient(x), one(x.den))
round_whole(x::Rational, ::RoundingMode{:ToZero}) = reduced(div(x.num, x.den), one(x.den))
round_whole(x::Rational, ::RoundingMode{:Up}) = reduced(cld(x.num, x.den), one(x.den))
round_whole(x::Rational, ::RoundingMode{:Down}) = reduced(fld(x.num, x.den), one(x.den))
div(x::Rational, y::Union{Integer, Rational}) = (z = x // y; div(z.num, z.den))
div(x::Integer, y::Rational) = (z = x // y; div(z.num, z.den))
fld(x::Rational, y::Union{Integer, Rational}) = (z = x // y; fld(z.num, z.den))
fld(x::Integer, y::Rational) = (z = x // y; fld(z.num, z.den))
cld(x::Rational, y::Union{Integer, Rational}) = (z = x // y; cld(z.num, z.den))
cld(x::Integer, y::Rational) = (z = x // y; cld(z.num, z.den))
rem(x::Rational, y::Union{Integer, Rational}) = x - y * div(x, y)
rem(x::Integer, y::Rational) = x - y * div(x, y)
mod(x::Rational, y::Union{Integer, Rational}) = x - y * fld(x, y)
mod(x::Integer, y::Rational) = x - y * fld(x, y)
gcd(x::Rational, y::Rational) = reduced(gcd(x.num, y.num), lcm(x.den, y.den))
lcm(x::Rational, y::Rational) = reduced(lcm(x.num, y.num), gcd(x.den, y.den))

# A fraction that a float holds exactly hashes as the float.
function hash(x::Rational{<:Union{Bool, Int8, Int16, Int32, Int64, UInt8, UInt16, UInt32, UInt64}}, h::UInt)
    den = denominator(x)
    if den > 0 && ispow2(den)
        value = Float64(x)
        value == x && return hash(value, h)
    end
    hash(denominator(x), hash(numerator(x), h))
end

# Ranges of fractions.
step_range_of(a::T, step::S, b::T) where {T<:Rational, S<:Real} = StepRange{T, S}(a, step, b)
