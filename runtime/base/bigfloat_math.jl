# Functions of floats of any precision. Each is computed with 64 bits more than the result has, by series for small
# arguments to which others are brought, and rounded once at the end. (A result so close to the middle between two numbers
# that 64 bits do not tell would be rounded wrongly; exact results are exact.)

extended(f) = rounded_to(setprecision(f, BigFloat, BIG_PRECISION[] + 64), BIG_PRECISION[])
# With more bits where the argument is large.
extended(f, x::BigFloat) = rounded_to(setprecision(f, BigFloat, BIG_PRECISION[] + 64 + max(0, x.kind == 1 ? x.exponent + x.prec : 0)), BIG_PRECISION[])

# π by Machin's formula and ln 2 by a series of the same kind, as integers with so many bits behind the point.
function inverse_series(n::Int, bits::Int, alternates::Bool)
    term = div(big(1) << bits, big(n))
    total = term
    square = big(n) * n
    k = 1
    while !iszero(term)
        term = div(term, square)
        k += 2
        part = div(term, big(k))
        total = alternates && k & 3 == 3 ? total - part : total + part
    end
    total
end
const BIG_CONSTANTS = Dict{Tuple{Symbol, Int}, BigFloat}()
function big_constant(name::Symbol)
    prec = BIG_PRECISION[]
    get!(BIG_CONSTANTS, (name, prec)) do
        bits = prec + 64
        if name === :pi
            m = (inverse_series(5, bits, true) << 4) - (inverse_series(239, bits, true) << 2)
        elseif name === :ln2
            m = inverse_series(26, bits, false) * 18 - inverse_series(4801, bits, false) * 2 + inverse_series(8749, bits, false) * 8
        else
            # e, by its series.
            term = big(1) << bits
            m = term
            k = 1
            while !iszero(term)
                term = div(term, big(k))
                m += term
                k += 1
            end
        end
        big_rounded(false, m, -bits, true, prec)
    end
end
big_irrational(::Irrational{:π}) = big_constant(:pi)
big_irrational(::Irrational{:ℯ}) = big_constant(:e)
big_irrational(x::AbstractIrrational) = throw(ArgumentError("BigFloat($x) is not supported yet"))

function exp(x::BigFloat)
    x.kind == 3 && return x
    x.kind == 2 && return x.negative ? big_special(0, false) : x
    x.kind == 0 && return BigFloat(1)
    x.exponent + x.prec > 60 && return x.negative ? big_special(0, false) : big_special(2, false)
    extended(() -> exp_series(x), x)
end
# Of x = k ln 2 + r: the series of r / 2^16, squared sixteen times.
function exp_series(x)
    k = Int(round(x / big_constant(:ln2)))
    r = ldexp(x - k * big_constant(:ln2), -16)
    term = BigFloat(1)
    total = BigFloat(1)
    n = 1
    while term.kind == 1 && term.exponent + term.prec > -BIG_PRECISION[] - 4
        term = term * r / n
        total += term
        n += 1
    end
    # What the squarings lose is less than what was added in precision.
    for _ in 1:16
        total *= total
    end
    ldexp(total, k)
end
exp2(x::BigFloat) = BigFloat(2)^x
exp10(x::BigFloat) = BigFloat(10)^x
function expm1(x::BigFloat)
    x.kind == 0 && return x
    extra = x.kind == 1 ? max(0, -(x.exponent + x.prec)) : 0
    rounded_to(setprecision(() -> exp(x) - 1, BigFloat, BIG_PRECISION[] + 64 + extra), BIG_PRECISION[])
end
function log(x::BigFloat)
    x.kind == 3 && return x
    x.kind == 0 && return big_special(2, true)
    x.negative && throw(DomainError(x, "NaN result for non-NaN input."))
    x.kind == 2 && return x
    isone(x) && return BigFloat(0)
    # Near 1 the result is small, and needs more bits to begin with.
    d = x - 1
    near = d.kind == 1 ? max(0, -(d.exponent + d.prec)) : 0
    rounded_to(setprecision(() -> log_newton(x), BigFloat, BIG_PRECISION[] + 64 + 2 * near), BIG_PRECISION[])
end
# Newton's method, from the logarithm of a float, each step with twice the bits.
function log_newton(x)
    m, e = frexp(x)
    y = BigFloat(log(Float64(m)))
    known = 40
    while known < 2 * BIG_PRECISION[]
        z = exp_series(-y)
        y += m * z - 1
        known *= 2
    end
    y + e * big_constant(:ln2)
end
log2(x::BigFloat) = exact_log(x, 2, () -> log(x) / big_constant(:ln2))
log10(x::BigFloat) = exact_log(x, 10, () -> log(x) / log(BigFloat(10)))
function exact_log(x, base, f)
    x.kind == 1 && !x.negative || return log(x)
    y = extended(f)
    n = round(y)
    abs(n) < 10000 && BigFloat(base)^Int(n) == x ? n : y
end
log1p(x::BigFloat) = x.kind == 1 ? rounded_to(setprecision(() -> log(1 + x), BigFloat, BIG_PRECISION[] + 64 + x.prec + max(0, -(x.exponent + x.prec))), BIG_PRECISION[]) : log(1 + x)
log(b::BigFloat, x::BigFloat) = log(x) / log(b)

# Sine and cosine of what is left after multiples of π/2.
function sincos_parts(x)
    half_pi = ldexp(big_constant(:pi), -1)
    k = round(x / half_pi)
    r = ldexp(x - k * half_pi, -8)
    square = r * r
    # The series of 1 - cos, so that nothing is lost in the doublings.
    term = ldexp(square, -1)
    versine = term
    n = 3
    while term.kind == 1 && term.exponent + term.prec > -2 * BIG_PRECISION[]
        term = -term * square / (n * (n + 1))
        versine += term
        n += 2
    end
    for _ in 1:8
        versine = 2 * versine * (2 - versine)
    end
    c = 1 - versine
    s = sqrt(versine * (2 - versine))
    signbit(r) && (s = -s)
    q = mod(BigInt(k), 4)
    q == 0 ? (s, c) : q == 1 ? (c, -s) : q == 2 ? (-s, -c) : (-c, s)
end
function big_trigonometric(f, x::BigFloat)
    x.kind == 3 && return x
    x.kind == 2 && throw(DomainError(x, "NaN result for non-NaN input."))
    # Near multiples of π/2 one of the two is small: as many bits more as the argument has.
    small = x.kind == 1 ? max(0, -(x.exponent + x.prec)) : 0
    large = x.kind == 1 ? max(0, x.exponent + x.prec) : 0
    rounded_to(setprecision(() -> f(sincos_parts(x)), BigFloat, 2 * BIG_PRECISION[] + 64 + 2 * small + large), BIG_PRECISION[])
end
sin(x::BigFloat) = iszero(x) ? x : big_trigonometric(t -> t[1], x)
cos(x::BigFloat) = iszero(x) ? BigFloat(1) : big_trigonometric(t -> t[2], x)
tan(x::BigFloat) = iszero(x) ? x : big_trigonometric(t -> t[1] / t[2], x)
sincos(x::BigFloat) = (sin(x), cos(x))

# The arctangent: halved eight times, then its series.
function atan(x::BigFloat)
    (x.kind == 0 || x.kind == 3) && return x
    x.kind == 2 && return copysign(extended(() -> ldexp(big_constant(:pi), -1)), x)
    small = max(0, -(x.exponent + x.prec))
    rounded_to(setprecision(() -> atan_series(x), BigFloat, BIG_PRECISION[] + 64 + small), BIG_PRECISION[])
end
function atan_series(x)
    for _ in 1:8
        x = x / (1 + sqrt(1 + x * x))
    end
    square = x * x
    power = x
    total = x
    n = 3
    while power.kind == 1 && power.exponent + power.prec > total.exponent - 4
        power = -power * square
        total += power / n
        n += 2
    end
    ldexp(total, 8)
end
function atan(y::BigFloat, x::BigFloat)
    (isnan(x) || isnan(y)) && return big_special(3, false)
    iszero(y) && return signbit(x) ? copysign(extended(() -> big_constant(:pi)), y) : y
    iszero(x) && return copysign(extended(() -> ldexp(big_constant(:pi), -1)), y)
    (isinf(x) || isinf(y)) && throw(ArgumentError("atan of infinite floats of any precision is not supported yet"))
    extended() do
        a = atan(y / x)
        signbit(x) ? (signbit(y) ? a - big_constant(:pi) : a + big_constant(:pi)) : a
    end
end
function asin(x::BigFloat)
    abs(x) > 1 && throw(DomainError(x, "NaN result for non-NaN input."))
    abs(x) == 1 && return copysign(extended(() -> ldexp(big_constant(:pi), -1)), x)
    rounded_to(setprecision(() -> atan(x / sqrt(1 - x * x)), BigFloat, 2 * BIG_PRECISION[] + 64), BIG_PRECISION[])
end
function acos(x::BigFloat)
    abs(x) > 1 && throw(DomainError(x, "NaN result for non-NaN input."))
    isone(x) && return BigFloat(0)
    rounded_to(setprecision(() -> ldexp(big_constant(:pi), -1) - asin(x), BigFloat, 2 * BIG_PRECISION[] + 64), BIG_PRECISION[])
end
big_hyperbolic(f, x) = rounded_to(setprecision(() -> f(x), BigFloat, 2 * BIG_PRECISION[] + 64 + (x.kind == 1 ? max(0, -2 * (x.exponent + x.prec)) : 0)), BIG_PRECISION[])
sinh(x::BigFloat) = x.kind == 1 ? big_hyperbolic(y -> (e = exp(y); ldexp(e - 1 / e, -1)), x) : x
cosh(x::BigFloat) = x.kind == 1 ? big_hyperbolic(y -> (e = exp(y); ldexp(e + 1 / e, -1)), x) : exp(abs(x))
tanh(x::BigFloat) = x.kind == 1 ? big_hyperbolic(y -> (e = exp(2 * y); (e - 1) / (e + 1)), x) : x.kind == 2 ? sign(x) : x

# Powers. With a whole exponent by multiplications with many bits, exact where the result is.
function ^(x::BigFloat, n::Integer)
    n == 0 && return BigFloat(1)
    bits = BIG_PRECISION[] + 64 + 2 * ndigits(abs(big(n)); base=2)
    y = rounded_to(setprecision(() -> big_power(x, abs(big(n))), BigFloat, bits), BIG_PRECISION[])
    n > 0 ? y : rounded_to(setprecision(() -> 1 / big_power(x, abs(big(n))), BigFloat, bits), BIG_PRECISION[])
end
function big_power(x, n)
    y = BigFloat(1)
    for i in big_bits(n)-1:-1:0
        y *= y
        isodd(n >> i) && (y *= x)
    end
    y
end
function ^(x::BigFloat, y::BigFloat)
    isinteger(y) && abs(y) < 1000000 && return x^BigInt(y)
    isone(x) && return x
    (isnan(x) || isnan(y)) && return big_special(3, false)
    iszero(x) && return y.negative ? big_special(2, false) : big_special(0, false)
    x.negative && throw(DomainError(x, "Exponentiation yielding a complex result requires a complex argument.\nReplace x^y with (x+0im)^y, Complex(x)^y, or similar."))
    y == 0.5 && return sqrt(x)
    rounded_to(setprecision(() -> exp(y * log(x)), BigFloat, BIG_PRECISION[] + 128), BIG_PRECISION[])
end
^(x::BigFloat, y::Rational) = x^BigFloat(y)
^(x::BigInt, y::AbstractFloat) = BigFloat(x)^BigFloat(y)
literal_pow(::typeof(^), x::BigFloat, ::Val{p}) where {p} = x^p
literal_pow(::typeof(^), a::BigInt, ::Val{p}) where {p} = p < 0 ? inv(BigFloat(a))^-p : a^p
function cbrt(x::BigFloat)
    x.kind == 1 || return x
    r = extended(() -> exp(log(abs(x)) / 3))
    n = round(r)
    y = n * n * n == abs(x) ? n : r
    x.negative ? -y : y
end
function hypot(x::BigFloat, y::BigFloat)
    rounded_to(setprecision(() -> sqrt(x * x + y * y), BigFloat, 2 * BIG_PRECISION[] + 64), BIG_PRECISION[])
end
