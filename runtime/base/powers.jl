# Powers with floats, roots, and lengths.

# The product and what rounding it lost.
function exact_product(x::Float64, y::Float64)
    p = x * y
    (p, fma(x, y, -p))
end
# log of the positive number with these bits, as a sum with about 68 bits.
function long_logarithm(u::UInt64)
    t = Core.bitcast(Int64, u - 0x3fe6955500000000)
    i = (t >> 45) & 127
    z = from_bits(u - ((t % UInt64) & 0xfff0000000000000))
    k = Float64(t >> 52)
    entry = table_word(4, 2 * i)
    inverse = from_bits(((entry & 0x00000000000000ff) | 0x000000000001ff00) << 45)
    r = fma(z, inverse, -1.0)
    t1 = fma(k, 0.6931471805598903, from_bits(entry & 0xffffffffffffff00))
    t2 = t1 + r
    low1 = fma(k, 5.497923018708371e-14, table_float(4, 2 * i + 1))
    low2 = t1 - t2 + r
    half = -0.5 * r
    square, low3 = exact_product(r, half)
    high = t2 + square
    low4 = t2 - high + square
    p = poly(r, -0.6666666666666679, 0.5000000000000007, -0.3999999997661988, 0.33333333317438696, -0.28572740711487526, 0.25001038159188854)
    (high, low1 + low2 + low3 + fma(r * square, p, low4))
end
function power_by_logarithm(x::Float64, y::Float64)
    u = bits_of(x)
    if u < 0x0010000000000000
        u = (bits_of(x * 4.503599627370496e15) & 0x7fffffffffffffff) - 0x0340000000000000
    end
    high, low = long_logarithm(u)
    product, product_low = exact_product(high, y)
    product_low = fma(low, y, product_low)
    sum = product + product_low
    exponential(Val{:e}(), sum, product_low - (sum - product))
end
# Squaring with the errors kept.
function integer_power(x::Float64, n::Int64)
    n == 3 && return x * x * x
    y = 1.0
    x_low = -0.0
    y_low = 0.0
    if n < 0
        r = inv(x)
        n == -2 && return r * r
        isfinite(x) && (x_low = -fma(x, r, -1.0) * r)
        x = r
        n = -n
    end
    while n > 1
        if isodd(n)
            lost = fma(y, x_low, x * y_low)
            y, y_low = exact_product(x, y)
            y_low += lost
        end
        lost = x * 2 * x_low
        x, x_low = exact_product(x, x)
        x_low += lost
        n >>>= 1
    end
    lost = fma(y, x_low, x * y_low)
    # Not fused: in Julia's, LLVM shares the product with the other case.
    isfinite(x) & isfinite(lost) ? x * y + lost : x * y
end
by_squaring(n) = -4096 <= n <= 24576
function ^(x::Float64, n::Int64)
    n == 0 && return 1.0
    by_squaring(n) && return integer_power(x, n)
    sign = x < 0 && isodd(n) ? -1.0 : 1.0
    x = abs(x)
    y = Float64(n)
    y == n && return copysign(power_of_large(x, y), sign)
    rest = n % 1024
    power_of_large(x, Float64(n - rest)) * copysign(integer_power(x, rest), sign)
end
power_of_large(x, y) = x == 0.0 || !isfinite(x) || x == 1.0 ? x^y : power_by_logarithm(x, y)
^(x::Float64, n::Integer) = x^Int64(clamp(n, typemin(Int64), typemax(Int64)))
^(x::Float64, b::Bool) = b ? x : 1.0
^(x::Float32, b::Bool) = b ? x : 1.0f0
function ^(x::Float64, y::Float64)
    x === 1.0 && return 1.0
    if !(abs(y) < 6.917529027641082e18)
        isnan(y) && return y
        y = sign(y) * 6.917529027641082e18
    end
    n = unsafe_trunc(Int64, y)
    is_whole = y == Float64(n)
    if is_whole
        n == 0 && return 1.0
        by_squaring(n) && return integer_power(x, n)
    end
    if x == 0.0
        large = y > 0 ? 0.0 : Inf
        return is_whole && isodd(n) ? copysign(large, x) : large
    end
    s = 1.0
    if x < 0
        is_whole || throw_exponent(x)
        s = isodd(n) ? -1.0 : 1.0
    end
    isfinite(x) || return isnan(x) ? x : copysign(y > 0 ? Inf : 0.0, s)
    copysign(power_by_logarithm(abs(x), y), s)
end
@noinline throw_exponent(x) = throw(DomainError(x, "Exponentiation yielding a complex result requires a complex argument.\nReplace x^y with (x+0im)^y, Complex(x)^y, or similar."))
function ^(x::Float32, n::Integer)
    n == 0 && return 1.0f0
    n == -2 && return (r = inv(x); r * r)
    n == 3 && return x * x * x
    if by_squaring(n)
        return n < 0 ? Float32(power_by_squaring(inv(Float64(x)), -n)) : Float32(power_by_squaring(Float64(x), n))
    end
    x^Float32(n)
end
function ^(x::Float32, y::Float32)
    x === 1.0f0 && return 1.0f0
    if !(abs(y) < 1.744831f9)
        isnan(y) && return y
        y = sign(y) * 1.744831f9
    end
    n = unsafe_trunc(Int32, y)
    is_whole = y == Float32(n)
    is_whole && (n == Int32(0) || by_squaring(n)) && return x^n
    s = 1.0f0
    if x < 0
        is_whole || throw_exponent(x)
        s = isodd(n) ? -1.0f0 : 1.0f0
    end
    isfinite(x) || return isnan(x) ? x : copysign(y > 0 ? Inf32 : 0.0f0, s)
    copysign(Float32(exp2(log2(abs(Float64(x))) * y)), s)
end
^(x::Float16, y::Float16) = Float16(Float32(x)^Float32(y))
^(x::Float16, n::Integer) = Float16(Float32(x)^n)
literal_pow(::typeof(^), x::IEEEFloat, ::Val{-1}) = one(x) / x
literal_pow(::typeof(^), x::IEEEFloat, ::Val{-2}) = (r = inv(x); r * r)

function cbrt(x::Float64)
    (x == 0.0 || !isfinite(x)) && return x
    # A third of the exponent gives five bits, a polynomial 23, a step of Newton's the rest.
    high = high_half(x) & 0x7fffffff
    t = if high >= 0x00100000
        from_bits(((div(high, 0x00000003) + 0x2a9f7893) % UInt64) << 32)
    else
        high = high_half(x * 9.007199254740992e15) & 0x7fffffff
        from_bits(((div(high, 0x00000003) + 0x297f7893) % UInt64) << 32)
    end
    t = copysign(t, x)
    r = (t * t) * (t / x)
    t *= poly(r, 1.87595182427177009643, -1.88497979543377169875, 1.621429720105354466140) + r * r * r * poly(r, -0.758397934778766047437, 0.145996192886612446982)
    t = from_bits((bits_of(t) + 0x0000000080000000) & 0xffffffffc0000000)
    r = x / (t * t)
    r = (r - t) / ((t + t) + r)
    fma(t, r, t)
end
function cbrt(x::Float32)
    (x == 0.0f0 || !isfinite(x)) && return x
    high = bits_of(x) & 0x7fffffff
    t = if high >= 0x00800000
        from_bits(div(high, 0x00000003) + 0x2a5119f2)
    else
        from_bits(div(bits_of(x * 1.6777216f7) & 0x7fffffff, 0x00000003) + 0x265119f2)
    end
    wide = Float64(x)
    t = Float64(copysign(t, x))
    cube = t * t * t
    t *= (2 * wide + cube) / (wide + 2 * cube)
    cube = t * t * t
    t *= (2 * wide + cube) / (wide + 2 * cube)
    Float32(t)
end
const ∛ = cbrt

function hypot(x::T, y::T) where {T<:Union{Float32, Float64}}
    a, b = abs(x), abs(y)
    (isinf(a) || isinf(b)) && return T(Inf)
    if b > a
        a, b = b, a
    end
    b <= a * sqrt(eps(T) / 2) && return a
    scale = eps(T) * sqrt(floatmin(T))
    if a > sqrt(floatmax(T) / 2)
        a *= scale
        b *= scale
        scale = inv(scale)
    elseif b < sqrt(floatmin(T))
        a /= scale
        b /= scale
    else
        scale = one(T)
    end
    h = sqrt(fma(a, a, b * b))
    # One step of Newton's, with the squares' errors.
    h2 = h * h
    a2 = a * a
    h -= (fma(-b, b, h2 - a2) + fma(h, h, -h2) - fma(a, a, -a2)) / (2 * h)
    h * scale
end
hypot(x::Number) = abs(float(x))
hypot(x::Real, y::Real) = hypot(map(float, promote(x, y))...)
function hypot(x::Real, y::Real, rest::Real...)
    hypot_all(promote(float(x), float(y), map(float, rest)...))
end
function hypot_all(xs)
    largest = maximum(map(abs, xs))
    if isnan(largest)
        return any(isinf, xs) ? typeof(largest)(Inf) : largest
    end
    (largest == 0 || isinf(largest)) && return largest
    largest * sqrt(sum(map(x -> abs2(x / largest), xs)))
end
