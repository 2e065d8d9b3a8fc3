# Sine, cosine, tangent and their inverses, after FDLIBM: an argument is reduced to at most π/4 (of the sum of two
# floats where one is not enough), where a polynomial gives the value. Multiplications and additions that Julia fuses on
# processors with FMA are fused here.

# a + b*x + c*x² + …, each step fused.
poly(x, a, b) = fma(x, b, a)
poly(x, a, b, c) = fma(x, poly(x, b, c), a)
poly(x, a, b, c, d) = fma(x, poly(x, b, c, d), a)
poly(x, a, b, c, d, e) = fma(x, poly(x, b, c, d, e), a)
poly(x, a, b, c, d, e, f) = fma(x, poly(x, b, c, d, e, f), a)
poly(x, a, b, c, d, e, f, g) = fma(x, poly(x, b, c, d, e, f, g), a)
poly(x, a, b, c, d, e, f, g, h) = fma(x, poly(x, b, c, d, e, f, g, h), a)
poly(x, a, b, c, d, e, f, g, h, i) = fma(x, poly(x, b, c, d, e, f, g, h, i), a)
poly(x, a, b, c, d, e, f, g, h, i, j, k) = fma(x, fma(x, poly(x, c, d, e, f, g, h, i, j, k), b), a)

bits_of(x::Float64) = Core.bitcast(UInt64, x)
from_bits(u::UInt64) = Core.bitcast(Float64, u)
bits_of(x::Float32) = Core.bitcast(UInt32, x)
from_bits(u::UInt32) = Core.bitcast(Float32, u)
high_half(x::Float64) = (bits_of(x) >> 32) % UInt32
without_low_half(x::Float64) = from_bits(bits_of(x) & 0xffffffff00000000)

# Polynomials for |x| ≤ π/4; `low` is what x lacks.
function sin_reduced(x::Float64)
    z = x * x
    w = z * z
    r = poly(z, 8.33333333332248946124e-03, -1.98412698298579493134e-04, 2.75573137070700676789e-06) + z * w * poly(z, -2.50507602534068634195e-08, 1.58969099521155010221e-10)
    x + z * x * (-1.66666666666666324348e-01 + z * r)
end
function sin_reduced(x::Float64, low::Float64)
    z = x * x
    w = z * z
    r = poly(z, 8.33333333332248946124e-03, -1.98412698298579493134e-04, 2.75573137070700676789e-06) + z * w * poly(z, -2.50507602534068634195e-08, 1.58969099521155010221e-10)
    v = z * x
    x - ((z * (0.5 * low - v * r) - low) - v * -1.66666666666666324348e-01)
end
function cos_reduced(x::Float64, low::Float64)
    z = x * x
    w = z * z
    r = z * poly(z, 4.16666666666666019037e-02, -1.38888888888741095749e-03, 2.48015872894767294178e-05) + w * w * poly(z, -2.75573143513906633035e-07, 2.08757232129817482790e-09, -1.13596475577881948265e-11)
    half = 0.5 * z
    near = 1.0 - half
    near + (((1.0 - near) - half) + (z * r - x * low))
end
function cos_reduced(x::Float64)
    z = x * x
    w = z * z
    r = z * poly(z, 4.16666666666666019037e-02, -1.38888888888741095749e-03, 2.48015872894767294178e-05) + w * w * poly(z, -2.75573143513906633035e-07, 2.08757232129817482790e-09, -1.13596475577881948265e-11)
    half = 0.5 * z
    near = 1.0 - half
    near + (((1.0 - near) - half) + z * r)
end
# For Float32, in double precision without a low part.
function sin_single(x::Float64)
    z = x * x
    w = z * z
    r = poly(z, -0.00019839334836096632, 2.718311493989822e-6)
    s = z * x
    Float32((x + s * poly(z, -0.16666666641626524, 0.008333329385889463)) + s * w * r)
end
function cos_single(x::Float64)
    z = x * x
    w = z * z
    r = poly(z, -0.001388676377460993, 2.439044879627741e-5)
    Float32(((1.0 + z * -0.499999997251031) + w * 0.04166662332373906) + (w * z) * r)
end

# tan(x + low), or -1/tan(x + low) where `k` is -1. Above 0.6744, tan(π/4 - y) is taken.
function tan_reduced(x::Float64, low::Float64, k::Int)
    y, ylow = x, low
    is_large = abs(x) >= 0.6744
    if is_large
        if x < 0.0
            y, ylow = -y, -ylow
        end
        y = (0.7853981633974483 - y) + (3.06161699786838301793e-17 - ylow)
        ylow = 0.0
    end
    z = y * y
    w = z * z
    r = poly(w, 1.33333333333201242699e-01, 2.18694882948595424599e-02, 3.59207910759131235356e-03, 5.88041240820264096874e-04, 7.81794442939557092300e-05, -1.85586374855275456654e-05)
    v = z * poly(w, 5.39682539762260521377e-02, 8.86323982359930005737e-03, 1.45620945432529025516e-03, 2.46463134818469906812e-04, 7.14072491382608190305e-05, 2.59073051863633712884e-05)
    s = z * y
    r = ylow + z * (s * (r + v) + ylow)
    r += 3.33333333333334091986e-01 * s
    p = y + r
    if is_large
        return (signbit(x) ? -1.0 : 1.0) * (k - 2 * (y - (p * p / (k + p) - r)))
    end
    k == 1 && return p
    # -1/(y + r), with the quotient's error corrected.
    head = without_low_half(p)
    v = r - (head - y)
    a = -1.0 / p
    t = without_low_half(a)
    t + a * (1.0 + t * head + t * v)
end
function tan_single(x::Float64, k::Int)
    z = x * x
    r = poly(z, 0.00297435743359967304927, 0.00946564784943673166728)
    t = poly(z, 0.0533812378445670393523, 0.0245283181166547278873)
    w = z * z
    s = z * x
    u = poly(z, 0.333331395030791399758, 0.133392002712976742718)
    p = (x + s * u) + (s * w) * (t + w * r)
    Float32(k == 1 ? p : -1.0 / p)
end

# The nearest multiple of π/2, modulo 4 at least, and what remains, as a sum of two floats.
function reduce_half_pi(x::Float64)
    high = high_half(x) & 0x7fffffff
    if high <= 0x400f6a7a
        (high & 0x000fffff) == 0x000921fb && return reduce_medium(x, high)
        return reduce_by(x, high <= 0x4002d97c ? 1 : 2)
    end
    if high <= 0x401c463b
        if high <= 0x4015fdbc
            high == 0x4012d97c && return reduce_medium(x, high)
            return reduce_by(x, 3)
        end
        high == 0x401921fb && return reduce_medium(x, high)
        return reduce_by(x, 4)
    end
    high < 0x413921fb && return reduce_medium(x, high)
    reduce_large(x)
end
# A few multiples: π/2 in two parts.
function reduce_by(x::Float64, n::Int)
    n = x > 0.0 ? n : -n
    m = Float64(n)
    z = fma(-m, 1.57079632673412561417, x)
    high = fma(-m, 6.07710050650619224932e-11, z)
    (n, high, fma(-m, 6.07710050650619224932e-11, z - high))
end
# Up to 2^20 multiples: π/2 in as many parts as the cancellation asks for.
function reduce_medium(x::Float64, high_word::UInt32)
    m = round(x * 0.6366197723675814)
    r = fma(-m, 1.57079632673412561417, x)
    w = m * 6.07710050650619224932e-11
    j = (high_word >> 20) % Int
    y = r - w
    if j - ((high_half(y) >> 20) & 0x000007ff) % Int > 16
        t = r
        w = m * 6.07710050630396597660e-11
        r = t - w
        w = fma(m, 2.02226624879595063154e-21, -((t - r) - w))
        y = r - w
        if j - ((high_half(y) >> 20) & 0x000007ff) % Int > 49
            t = r
            w = m * 2.02226624871116645580e-21
            r = t - w
            w = fma(m, 8.47842766036889956997e-32, -((t - r) - w))
            y = r - w
        end
    end
    (unsafe_trunc(Int, m), y, (r - y) - w)
end
# Beyond, Payne and Hanek: the product of the significand with those bits of 1/2π that matter.
function reduce_large(x::Float64)
    u = bits_of(x)
    significand = (u & 0x000fffffffffffff) | 0x0010000000000000
    k = ((u & 0x7ff0000000000000) >> 52) % Int - 1075
    index = k >> 6
    shift = (k - (index << 6)) % UInt64
    a1 = window_of_inverse(index, shift)
    a2 = window_of_inverse(index + 1, shift)
    a3 = window_of_inverse(index + 2, shift)
    w1 = UInt128(significand * a1) << 64
    w2 = UInt128(significand) * UInt128(a2)
    w3 = (UInt128(significand) * UInt128(a3)) >> 64
    w = w1 + w2 + w3
    w = x < 0.0 ? -w : w
    quadrant = ((w >> 125) % Int + 1) >> 1
    high, low = split_fraction(Core.bitcast(Int128, w << 2))
    y = (high + low) * 1.5707963267948966
    (quadrant, y, (((high * 1.5707963407039642 - y) + high * -1.3909067614167116e-8) + low * 1.5707963407039642) + low * -1.3909067614167116e-8)
end
function window_of_inverse(index::Int, shift::UInt64)
    first = inverse_two_pi(index)
    shift == 0 ? first : first << shift | inverse_two_pi(index + 1) >> (64 - shift)
end
inverse_two_pi(i::Int) = i < 0 ? UInt64(0) : Core.pointer_load(Core.runtime(:math_table, Ptr{UInt64}, 0), i)
# f / 2^128 as a sum whose first part has 26 bits.
function split_fraction(f::Int128)
    f == 0 && return (0.0, 0.0)
    sign = f < 0 ? 0x8000000000000000 : 0x0000000000000000
    x = magnitude(f)
    n = 128 - leading_zeros(x)
    m = ((n >= 26 ? x >> (n - 26) : x << (26 - n)) % UInt64) << 27
    high = from_bits(sign | (((n - 128 + 1021) % UInt64) << 52) + m)
    rest = x - (n >= 53 ? UInt128(m) << (n - 53) : UInt128(m) >> (53 - n))
    rest == 0 && return (high, 0.0)
    n2 = 128 - leading_zeros(rest)
    m2 = (n2 >= 53 ? rest >> (n2 - 53) : rest << (53 - n2)) % UInt64
    (high, from_bits(sign | (((n2 - 128 + 1021) % UInt64) << 52) + m2))
end
# For Float32: the reduction in double precision.
function reduce_single(x::Float32)
    wide = Float64(x)
    a = abs(wide)
    if a <= 7.0685834705770345
        n = a <= 3.9269908169872414 ? (a <= 2.356194490192345 ? 1 : 2) : (a <= 5.497787143782138 ? 3 : 4)
        part = n == 1 ? 1.5707963267948966 : (n == 2 ? 3.141592653589793 : (n == 3 ? 4.71238898038469 : 6.283185307179586))
        return x > 0 ? (n, wide - part) : (-n, wide + part)
    end
    if a < 4.2165737e8
        m = round(wide * 6.36619772367581382433e-01)
        r = wide - m * 1.57079631090164184570
        return (unsafe_trunc(Int, m), r - m * 1.58932547735281966916e-08)
    end
    n, y, low = reduce_half_pi(wide)
    (n, y)
end

@noinline throw_infinite(x, name) = throw(DomainError(x, string(name, "(x) is only defined for finite x.")))
function sin(x::Float64)
    a = abs(x)
    if a < 0.7853981633974483
        return a < 1.4901161193847656e-8 ? x : sin_reduced(x)
    end
    isnan(x) && return x
    isinf(x) && throw_infinite(x, "sin")
    n, y, low = reduce_half_pi(x)
    n &= 3
    n == 0 ? sin_reduced(y, low) : (n == 1 ? cos_reduced(y, low) : (n == 2 ? -sin_reduced(y, low) : -cos_reduced(y, low)))
end
function cos(x::Float64)
    a = abs(x)
    if a < 0.7853981633974483
        return a < 1.0536712127723509e-8 ? 1.0 : cos_reduced(x)
    end
    isnan(x) && return x
    isinf(x) && throw_infinite(x, "cos")
    n, y, low = reduce_half_pi(x)
    n &= 3
    n == 0 ? cos_reduced(y, low) : (n == 1 ? -sin_reduced(y, low) : (n == 2 ? -cos_reduced(y, low) : sin_reduced(y, low)))
end
function tan(x::Float64)
    a = abs(x)
    if a < 0.7853981633974483
        return a < 7.450580596923828e-9 ? x : tan_reduced(x, 0.0, 1)
    end
    isnan(x) && return x
    isinf(x) && throw_infinite(x, "tan")
    n, y, low = reduce_half_pi(x)
    tan_reduced(y, low, iseven(n) ? 1 : -1)
end
function sin(x::Float32)
    a = abs(x)
    if a < 0.7853982f0
        return a < 0.00034526698f0 ? x : sin_single(Float64(x))
    end
    isnan(x) && return x
    isinf(x) && throw_infinite(x, "sin")
    n, y = reduce_single(x)
    n &= 3
    n == 0 ? sin_single(y) : (n == 1 ? cos_single(y) : (n == 2 ? -sin_single(y) : -cos_single(y)))
end
function cos(x::Float32)
    a = abs(x)
    if a < 0.7853982f0
        return a < 0.00024414062f0 ? 1.0f0 : cos_single(Float64(x))
    end
    isnan(x) && return x
    isinf(x) && throw_infinite(x, "cos")
    n, y = reduce_single(x)
    n &= 3
    n == 0 ? cos_single(y) : (n == 1 ? -sin_single(y) : (n == 2 ? -cos_single(y) : sin_single(y)))
end
function tan(x::Float32)
    a = abs(x)
    if a < 0.7853982f0
        return a < 0.00017263349f0 ? x : tan_single(Float64(x), 1)
    end
    isnan(x) && return x
    isinf(x) && throw_infinite(x, "tan")
    n, y = reduce_single(x)
    tan_single(y, iseven(n) ? 1 : -1)
end
function sincos(x::Union{Float32, Float64})
    isinf(x) && throw_infinite(x, "sincos")
    (sin(x), cos(x))
end

# (asin(x) - x) / x as a quotient of polynomials in t = x². For small x the last step of the divisor is not fused: LLVM, which
# compiles Julia's, does it together with the dividend's product, two at a time.
arc_quotient(t::Float64) = arc_dividend(t) / fma(t, arc_divisor(t), 1.0)
arc_quotient_small(t::Float64) = arc_dividend(t) / (t * arc_divisor(t) + 1.0)
arc_dividend(t) = t * poly(t, 1.66666666666666657415e-01, -3.25565818622400915405e-01, 2.01212532134862925881e-01, -4.00555345006794114027e-02, 7.91534994289814532176e-04, 3.47933107596021167570e-05)
arc_divisor(t) = poly(t, -2.40339491173441421878, 2.02094576023350569471, -6.88283971605453293030e-01, 7.70381505559019352791e-02)
arc_quotient(t::Float32) = t * poly(t, 1.6666586697f-01, -4.2743422091f-02, -8.6563630030f-03) / poly(t, 1.0f0, -7.0662963390f-01)
@noinline throw_domain(x, message) = throw(DomainError(x, message))

function asin(x::Float64)
    a = abs(x)
    if a >= 1.0
        a == 1.0 && return flipsign(1.5707963267948966, x)
        isnan(x) || throw_domain(x, "asin(x) is not defined for |x| > 1.")
    elseif a < 0.5
        return a < 1.4901161193847656e-8 ? x : fma(x, arc_quotient_small(x * x), x)
    end
    t = (1.0 - a) / 2
    s = Core.sqrt_llvm(t)
    q = arc_quotient(t)
    a >= 0.975 && return flipsign(1.5707963267948966 - (2.0 * (s + s * q) - 6.12323399573676603587e-17), x)
    head = without_low_half(s)
    c = (t - head * head) / (s + head)
    p = 2.0 * s * q - (6.12323399573676603587e-17 - 2.0 * c)
    flipsign(0.7853981633974483 - (p - (0.7853981633974483 - 2.0 * head)), x)
end
function asin(x::Float32)
    a = abs(x)
    if a >= 1.0f0
        a == 1.0f0 && return flipsign(1.5707964f0, x)
        isnan(x) || throw_domain(x, "asin(x) is not defined for |x| > 1.")
    elseif a < 0.5f0
        return a < 0.00024414062f0 ? x : fma(x, arc_quotient(x * x), x)
    end
    t = (1.0f0 - a) / 2
    s = Core.sqrt_llvm(Float64(t))
    flipsign(Float32(1.5707963267948966 - 2 * (s + s * arc_quotient(t))), x)
end
function acos(x::Float64)
    a = abs(x)
    if a >= 1.0
        a == 1.0 && return x > 0.0 ? 0.0 : 3.141592653589793
        throw_domain(x, "acos(x) not defined for |x| > 1")
    elseif a < 0.5
        a < 6.938893903907228e-18 && return 1.5707963267948966
        return 1.57079632679489655800 - (x - (6.12323399573676603587e-17 - x * arc_quotient_small(x * x)))
    end
    z = (1.0 - a) * 0.5
    q = arc_quotient(z)
    s = Core.sqrt_llvm(z)
    x < 0.0 && return 3.14159265358979311600 - 2.0 * (s + (q * s - 6.12323399573676603587e-17))
    head = without_low_half(s)
    c = (z - head * head) / (s + head)
    2.0 * (head + (q * s + c))
end
function acos(x::Float32)
    a = abs(x)
    if a >= 1.0f0
        a == 1.0f0 && return x > 0.0f0 ? 0.0f0 : 3.1415927f0
        throw_domain(x, "acos(x) not defined for |x| > 1")
    elseif a < 0.5f0
        a < 1.4901161f-8 && return 1.5707964f0
        return 1.5707962513f0 - (x - (7.5497894159f-08 - x * arc_quotient(x * x)))
    end
    z = (1.0f0 - a) * 0.5f0
    q = arc_quotient(z)
    s = Core.sqrt_llvm(z)
    x < 0.0f0 && return 3.1415925026f0 - 2.0f0 * (s + (q * s - 7.5497894159f-08))
    head = from_bits(bits_of(s) & 0xfffff000)
    c = (z - head * head) / (s + head)
    2.0f0 * (head + (q * s + c))
end

arc_tangent(w::Float64, z::Float64) = z * poly(w, 3.33333333333329318027e-01, 1.42857142725034663711e-01, 9.09088713343650656196e-02, 6.66107313738753120669e-02, 4.97687799461593236017e-02, 1.62858201153657823623e-02) +
    w * poly(w, -1.99999999998764832476e-01, -1.11111104054623557880e-01, -7.69187620504482999495e-02, -5.83357013379057348645e-02, -3.65315727442169155270e-02)
arc_tangent(w::Float32, z::Float32) = z * poly(w, 3.3333328366f-01, 1.4253635705f-01, 6.1687607318f-02) + w * poly(w, -1.9999158382f-01, -1.0648017377f-01)
function atan(x::T) where {T<:Union{Float32, Float64}}
    a = abs(x)
    a >= (T === Float64 ? T(7.378697629483821e19) : T(6.7108864e7)) && return copysign(T(1.5707963267948966), x)
    if a < T(0.4375)
        a < (T === Float64 ? T(7.450580596923828e-9) : T(0.00024414062)) && return x
        z = x * x
        return x - x * arc_tangent(z * z, z)
    end
    # The arc tangent of a point nearby, in two parts, and of the difference.
    if a < T(1.1875)
        if a < T(0.6875)
            high, low = T(4.63647609000806093515e-01), T(2.26987774529616870924e-17)
            T === Float32 && ((high, low) = (4.6364760399f-01, 5.0121582440f-09))
            t = (T(2.0) * a - T(1.0)) / (T(2.0) + a)
        else
            high, low = T(7.85398163397448278999e-01), T(3.06161699786838301793e-17)
            T === Float32 && ((high, low) = (7.8539812565f-01, 3.7748947079f-08))
            t = (a - T(1.0)) / (a + T(1.0))
        end
    elseif a < T(2.4375)
        high, low = T(9.82793723247329054082e-01), T(1.39033110312309984516e-17)
        T === Float32 && ((high, low) = (9.8279368877f-01, 3.4473217170f-08))
        t = (a - T(1.5)) / (T(1.0) + T(1.5) * a)
    else
        high, low = T(1.57079632679489655800), T(6.12323399573676603587e-17)
        T === Float32 && ((high, low) = (1.5707962513f0, 7.5497894159f-08))
        t = -T(1.0) / a
    end
    z = t * t
    copysign(high - ((t * arc_tangent(z * z, z) - low) - t), x)
end
function atan(y::T, x::T) where {T<:Union{Float32, Float64}}
    isnan(x) | isnan(y) && return isnan(x) ? x : y
    x == T(1.0) && return atan(y)
    quadrant = 2 * signbit(x) + signbit(y)
    pi_low = T === Float64 ? T(1.2246467991473531772e-16) : T(-8.7422776573f-08)
    whole = T(3.141592653589793)
    if y == 0
        return quadrant < 2 ? y : (quadrant == 2 ? whole : -whole)
    elseif x == 0
        return flipsign(whole / 2, y)
    end
    if isinf(x)
        if isinf(y)
            part = quadrant < 2 ? whole / 4 : 3 * whole / 4
        else
            part = quadrant < 2 ? zero(T) : whole
        end
        return iseven(quadrant) ? part : -part
    end
    isinf(y) && return copysign(whole / 2, y)
    k = exponent_distance(y, x)
    limit = T === Float64 ? 60 : 26
    if k > limit
        z = whole / 2 + T(0.5) * pi_low
        quadrant &= 1
    elseif x < 0 && k < -limit
        z = zero(T)
    else
        z = atan(abs(y / x))
    end
    quadrant == 0 ? z : (quadrant == 1 ? -z : (quadrant == 2 ? whole - (z - pi_low) : (z - pi_low) - whole))
end
exponent_distance(y::Float64, x::Float64) = (((high_half(y) & 0x7fffffff) % Int) - ((high_half(x) & 0x7fffffff) % Int)) >> 20
exponent_distance(y::Float32, x::Float32) = (((bits_of(y) & 0x7fffffff) % Int) - ((bits_of(x) & 0x7fffffff) % Int)) >> 23

# Multiples of π.
function sinpi_reduced(x::Float64)
    z = x * x
    w = z * z
    r = poly(z, 2.5501640398773415, -0.5992645293202981, 0.08214588658006512, -7.370429884921779e-3, 4.662827319453555e-4, -2.1717412523382308e-5)
    fma(3.141592653589793, x, x * fma(-5.16771278004997, z, fma(w, r, 1.2245907532225998e-16)))
end
function cospi_reduced(x::Float64)
    z = x * x
    r = z * poly(z, 4.058712126416765, -1.3352627688537357, 0.23533063027900392, -0.025806887811869204, 1.9294917136379183e-3, -1.0368935675474665e-4)
    a = 4.934802200544679 * z
    low = fma(3.109686485461973e-16, z, fma(4.934802200544679, z, -a))
    w = 1.0 - a
    w + fma(z, r, ((1.0 - w) - a) - low)
end
function sinpi_reduced(x::Float32)
    wide = Float64(x)
    Float32(wide * poly(wide * wide, 3.1415926535762266, -5.167712769188119, 2.5501626483206374, -0.5992021090314925, 0.08100185277841528))
end
function cospi_reduced(x::Float32)
    wide = Float64(x)
    Float32(poly(wide * wide, 1.0, -4.934802200541122, 4.058712123568637, -1.3352624040152927, 0.23531426791507182, -0.02550710082498761))
end
function sinpi(x::T) where {T<:Union{Float32, Float64}}
    a = abs(x)
    isnan(x) && return x
    isinf(a) && throw_domain(a, "`sinpi(x)` is only defined for finite `x`.")
    a >= (T === Float64 ? T(9.007199254740992e15) : T(1.6777216e7)) && return copysign(zero(T), x)
    n = round(2 * a)
    r = fma(T(-0.5), n, a)
    q = unsafe_trunc(Int, n) & 3
    s = q == 0 ? sinpi_reduced(r) : (q == 1 ? cospi_reduced(r) : (q == 2 ? zero(T) - sinpi_reduced(r) : zero(T) - cospi_reduced(r)))
    signbit(x) ? -s : s
end
function cospi(x::T) where {T<:Union{Float32, Float64}}
    a = abs(x)
    isnan(x) && return x
    isinf(a) && throw_domain(a, "`cospi(x)` is only defined for finite `x`.")
    a >= (T === Float64 ? T(9.007199254740992e15) : T(1.6777216e7)) && return one(T)
    n = round(2 * a)
    r = fma(T(-0.5), n, a)
    q = unsafe_trunc(Int, n) & 3
    q == 0 ? cospi_reduced(r) : (q == 1 ? zero(T) - sinpi_reduced(r) : (q == 2 ? zero(T) - cospi_reduced(r) : sinpi_reduced(r)))
end
sincospi(x) = (sinpi(x), cospi(x))
sinpi(x::Integer) = x >= 0 ? zero(float(x)) : -zero(float(x))
cospi(x::Integer) = isodd(x) ? -one(float(x)) : one(float(x))

sec(x) = inv(cos(x))
csc(x) = inv(sin(x))
cot(x) = inv(tan(x))
asec(x) = acos(inv(x))
acsc(x) = asin(inv(x))
acot(x) = atan(inv(x))
deg2rad(x::AbstractFloat) = x * (typeof(x)(π) / 180)
rad2deg(x::AbstractFloat) = x * (180 / typeof(x)(π))
deg2rad(x::Real) = deg2rad(float(x))
rad2deg(x::Real) = rad2deg(float(x))
