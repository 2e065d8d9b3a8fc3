# Exponentials and logarithms, by table and polynomial.
#
# exp: x is k + j/256 times log(b, 2) and a small r; b^r - 1 comes from a polynomial, 2^(j/256) from a table that
# holds some more than 53 bits, 2^k is put into the exponent. log: after P. T. P. Tang (ACM Trans. Math. Softw. 16(4), 1990).

table_word(table::Int, i::Int) = Core.pointer_load(Core.runtime(:math_table, Ptr{UInt64}, table), i)
table_float(table::Int, i::Int) = from_bits(table_word(table, i))

# An entry of the table of powers: the bits of 2^(j/256) below the point, and above them those of what it lacks.
function table_power(n::Int32)
    entry = table_word(1, (n & Int32(255)) % Int)
    (from_bits(0x3ff0000000000000 | (entry & 0x000fffffffffffff)), from_bits(0x3c00000000000000 | (entry >> 8)))
end
# The constants of a base: 256/log(b, 2), -log(b, 2)/256 in two parts, largest and smallest argument, bound of normal results.
exp_constants(::Val{2}) = (256.0, -0.00390625, 0.0, 1024.0, -1075.0, 1022.0)
exp_constants(::Val{:e}) = (369.3299304675746, -0.002707606173999011, -6.327543041662719e-14, 709.7827128933841, -745.1332191019412, 708.3964185322641)
exp_constants(::Val{10}) = (850.4135922911647, -0.0011758984204561784, -1.0624811566412999e-13, 308.25471555991675, -323.60724533877976, 307.6526555685887)
power_minus_one(::Val{2}, r::Float64) = r * poly(r, 0.6931471805599393, 0.24022650695910058, 0.05550411502333161, 0.009618129548366803)
power_minus_one(::Val{:e}, r::Float64) = r * poly(r, 0.9999999999999912, 0.4999999999999997, 0.1666666857598779, 0.04166666857598777)
power_minus_one(::Val{10}, r::Float64) = r * poly(r, 2.3025850929940255, 2.6509490552391974, 2.034678825384765, 1.1712552025835192)

# b^(x + low).
function exponential(base, x::Float64, low::Float64)
    inverse, step, step_low, largest, smallest, normal = exp_constants(base)
    shifted = fma(x, inverse, 6.755399441055744e15)
    n = Core.bitcast(Int64, shifted) % Int32
    m = shifted - 6.755399441055744e15
    r = fma(m, step_low, fma(m, step, x))
    k = n >> 8
    whole, part = table_power(n)
    value = fma(whole, low, fma(whole, power_minus_one(base, r), part)) + whole
    if !(abs(x) <= normal)
        x >= largest && return Inf
        x <= smallest && return 0.0
        if k <= -53
            return from_bits(((k % Int64 + 53) << 52) % UInt64 + bits_of(value)) * 1.1102230246251565e-16
        end
    end
    from_bits(((k % Int64) << 52) % UInt64 + bits_of(value))
end
exp(x::Float64) = exponential(Val{:e}(), x, 0.0)
exp2(x::Float64) = exponential(Val{2}(), x, 0.0)
exp10(x::Float64) = exponential(Val{10}(), x, 0.0)

single_constants(::Val{2}) = (1.0f0, -1.0f0, 0.0f0, 128.0f0, -150.0f0, 126.00001f0)
single_constants(::Val{:e}) = (1.442695f0, -0.69314575f0, -1.4286068f-6, 88.72284f0, -103.97208f0, 87.33655f0)
single_constants(::Val{10}) = (3.321928f0, -0.3010254f0, -4.605039f-6, 38.53184f0, -45.1545f0, 37.92978f0)
single_power(::Val{2}, r) = poly(r, 1.0f0, 0.6931472f0, 0.2402265f0, 0.05550411f0, 0.009618025f0, 0.0013333423f0, 0.00015469732f0, 1.5316464f-5)
single_power(::Val{:e}, r) = poly(r, 1.0f0, 1.0f0, 0.5f0, 0.16666667f0, 0.041666217f0, 0.008333249f0, 0.001394858f0, 0.00019924171f0)
single_power(::Val{10}, r) = poly(r, 1.0f0, 2.3025851f0, 2.650949f0, 2.0346787f0, 1.1712426f0, 0.53937745f0, 0.20788547f0, 0.06837386f0)
function exponential(base, x::Float32)
    inverse, step, step_low, largest, smallest, normal = single_constants(base)
    isnan(x) && return x
    m = round(x * inverse)
    x > largest && return Inf32
    x < smallest && return 0.0f0
    n = unsafe_trunc(Int32, m)
    r = fma(m, step_low, fma(m, step, x))
    value = single_power(base, r)
    power = n + Int32(127)
    if x <= -normal
        power += Int32(24)
        value *= 5.9604645f-8
    end
    if n == Int32(128)
        power -= Int32(1)
        value *= 2.0f0
    end
    value * from_bits((power << 23) % UInt32)
end
exp(x::Float32) = exponential(Val{:e}(), x)
exp2(x::Float32) = exponential(Val{2}(), x)
exp10(x::Float32) = exponential(Val{10}(), x)

# A polynomial of degree two whose rounding errors are kept.
function exact_poly(x, a, b, c)
    product = c * x
    lost = fma(c, x, -product)
    high = b + product
    low = product - (high - b) + lost
    product = high * x
    lost = fma(high, x, -product)
    sum = a + product
    (sum, fma(low, x, product - (sum - a) + lost))
end
function expm1(x::Float64)
    if -0.2876820724517809 <= x <= 0.22314355131420976
        p = poly(x, 0.16666666666666632, 0.04166666666666556, 0.008333333333401227, 0.001388888889068783, 0.00019841269447671544, 2.480157691845342e-5, 2.7558212415361945e-6, 2.758218402815439e-7, 2.4360682937111612e-8)
        high, low = exact_poly(x, 1.0, 0.5, p)
        return fma(x, high, x * low)
    end
    isnan(x) && return x
    x > 709.7827128933845 && return Inf
    x < -37.42994775023705 && return -1.0
    shifted = fma(x, 369.3299304675746, 6.755399441055744e15)
    n = Core.bitcast(Int64, shifted) % Int32
    m = shifted - 6.755399441055744e15
    r = fma(m, -6.327543041662719e-14, fma(m, -0.002707606173999011, x))
    k = (n >> 8) % Int64
    whole, part = table_power(n)
    p = power_minus_one(Val{:e}(), r)
    up = from_bits(((1023 + k) << 52) % UInt64)
    down = from_bits(((1023 - k) << 52) % UInt64)
    k >= 106 && return from_bits(((1022 + k) << 52) % UInt64) * (whole + fma(whole, p, part)) * 2
    k >= 53 && return up * (whole + fma(whole, p, part - down))
    k <= -2 && return up * (whole + fma(whole, p, part)) - 1
    up * ((whole - down) + fma(whole, p, part))
end
function expm1(x::Float32)
    x > 88.72284f0 && return Inf32
    x < -17.32868f0 && return -1.0f0
    if -0.2876821f0 <= x <= 0.22314355f0
        p = poly(x, 0.16666666f0, 0.041666627f0, 0.008333682f0, 0.0013908712f0, 0.0001933096f0)
        high, low = exact_poly(x, 1.0f0, 0.5f0, p)
        return fma(x, high, x * low)
    end
    isnan(x) && return x
    wide = Float64(x)
    m = round(wide * 1.4426950408889634)
    n = unsafe_trunc(Int64, m)
    r = fma(m, -0.6931471805599453, wide)
    small = r * poly(r, 1.0, 0.5, 0.16666667546642386, 0.041666183019487026, 0.008332997481506921, 0.0013966479175977883, 0.0002004037059220124)
    up = from_bits(((n + 1023) << 52) % UInt64)
    Float32(fma(up, small, up - 1.0))
end

# The logarithm in a base is that in base e times 1/log(base), in two parts.
log_factor(::Val{2}) = (1.4426950408889634, 2.0355273740931033e-17)
log_factor(::Val{:e}) = (1.0, 0.0)
log_factor(::Val{10}) = (0.4342944819032518, 1.098319650216765e-17)
# 2^m (F + f), where F is a multiple of 1/128 and y is F + f.
function log_far(base, y::Float64, m::Float64, F::Float64, f::Float64)
    j = unsafe_trunc(Int, 128.0 * F) - 128
    high = m * 0.6931471805601177 + table_float(2, 2 * j)
    low = m * -1.7239444525614835e-13 + table_float(2, 2 * j + 1)
    u = (2.0 * f) / (y + F)
    v = u * u
    q = u * v * poly(v, 0.08333333333303913, 0.012500053168098584)
    factor, factor_low = log_factor(base)
    fma(factor, high, fma(factor, u + (q + low), factor_low * high))
end
# 1 + f near 1.
function log_near(base, f::Float64)
    g = 1.0 / (2.0 + f)
    u = 2.0 * f * g
    v = u * u
    q = u * v * poly(v, 0.08333333333333179, 0.012500000003771751, 0.0022321399879194482, 0.0004348877777076146)
    factor, factor_low = log_factor(base)
    fma(factor, u, fma(factor_low, u, factor * fma(fma(-u, f, 2.0 * (f - u)), g, q)))
end
round_to_128th(y::Float64) = (y + 3.5184372088832e13) - 3.5184372088832e13
function logarithm(base, x::Float64, name)
    if x > 0.0
        x == Inf && return x
        0.9394130628134757 < x < 1.0644944589178595 && return log_near(base, x - 1.0)
        u = bits_of(x)
        m = (u >> 52) % Int
        if m == 0
            u = bits_of(x * 1.8014398509481984e16)
            m = (u >> 52) % Int - 54
        end
        y = from_bits((u & 0x000fffffffffffff) | 0x3ff0000000000000)
        F = round_to_128th(y)
        return log_far(base, y, Float64(m - 1023), F, y - F)
    end
    x == 0.0 && return -Inf
    isnan(x) && return NaN
    throw_log(x, name)
end
log(x::Float64) = logarithm(Val{:e}(), x, "log")
log2(x::Float64) = logarithm(Val{2}(), x, "log2")
log10(x::Float64) = logarithm(Val{10}(), x, "log10")
single_factor(::Val{2}) = 1.4426950408889634
single_factor(::Val{:e}) = 1.0
single_factor(::Val{10}) = 0.4342944819032518
function logarithm(base, x::Float32, name)
    if x > 0.0f0
        x == Inf32 && return x
        if 0.939413f0 < x < 1.0644945f0
            return log_near_single(base, x - 1.0f0)
        end
        u = bits_of(x)
        m = (u >> 23) % Int
        if m == 0
            u = bits_of(x * 3.3554432f7)
            m = (u >> 23) % Int - 25
        end
        y = from_bits((u & 0x007fffff) | 0x3f800000)
        F = (y + 65536.0f0) - 65536.0f0
        return log_far_single(base, y, Float32(m - 127), F, y - F)
    end
    x == 0.0f0 && return -Inf32
    isnan(x) && return NaN32
    throw_log(x, name)
end
function log_near_single(base, f::Float32)
    wide = Float64(2.0f0 * f) / (2.0 + f)
    u = Float32(wide)
    v = u * u
    q = u * v * poly(v, 0.08333332f0, 0.012512346f0)
    Float32(single_factor(base) * (wide + q))
end
function log_far_single(base, y::Float32, m::Float32, F::Float32, f::Float32)
    j = unsafe_trunc(Int, 128.0f0 * F) - 128
    high = m * 0.6931471805599453 + table_float(3, j)
    u = (2.0f0 * f) / (y + F)
    v = u * u
    q = u * v * 0.08333351f0
    Float32(single_factor(base) * (high + (u + q)))
end
log(x::Float32) = logarithm(Val{:e}(), x, "log")
log2(x::Float32) = logarithm(Val{2}(), x, "log2")
log10(x::Float32) = logarithm(Val{10}(), x, "log10")

function log1p(x::Float64)
    if x > -1.0
        x == Inf && return x
        -1.1102230246251565e-16 < x < 1.1102230246251565e-16 && return x
        -0.06058693718652422 < x < 0.06449445891785943 && return log_near(Val{:e}(), x)
        z = 1.0 + x
        u = bits_of(z)
        scale = from_bits(0x7fe0000000000000 - (u & 0xfff0000000000000))
        m = (u >> 52) % Int - 1023
        c = m > 0 ? 1.0 - (z - x) : x - (z - 1.0)
        y = from_bits((u & 0x000fffffffffffff) | 0x3ff0000000000000)
        F = round_to_128th(y)
        return log_far(Val{:e}(), y, Float64(m), F, (y - F) + c * scale)
    end
    x == -1.0 && return -Inf
    isnan(x) && return NaN
    throw_log1p(x)
end
function log1p(x::Float32)
    if x > -1.0f0
        x == Inf32 && return x
        -5.9604645f-8 < x < 5.9604645f-8 && return x
        -0.06058694f0 < x < 0.06449446f0 && return log_near_single(Val{:e}(), x)
        z = 1.0f0 + x
        u = bits_of(z)
        scale = from_bits(0x7f000000 - (u & 0xff800000))
        m = (u >> 23) % Int - 127
        c = m > 0 ? 1.0f0 - (z - x) : x - (z - 1.0f0)
        y = from_bits((u & 0x007fffff) | 0x3f800000)
        F = (y + 65536.0f0) - 65536.0f0
        return log_far_single(Val{:e}(), y, Float32(m), F, (y - F) + scale * c)
    end
    x == -1.0f0 && return -Inf32
    isnan(x) && return NaN32
    throw_log1p(x)
end
@noinline throw_log(x, name) = throw(DomainError(x, string(name, " was called with a negative real argument but will only return a complex result if called with a complex argument. Try ", name, "(Complex(x)).")))
@noinline throw_log1p(x) = throw(DomainError(x, "log1p was called with a real argument < -1 but will only return a complex result if called with a complex argument. Try log1p(Complex(x))."))
log(b::T, x::T) where {T<:Number} = log(x) / log(b)
log(b::Number, x::Number) = log(promote(b, x)...)

exp2(x::BitInteger) = x > 1023 ? Inf : (x <= -1023 ? from_bits(x < -1074 ? UInt64(0) : 0x0000000000000001 << (x + 1074)) : from_bits(((1023 + x) % UInt64) << 52))
