# Arithmetic of the common number types, alone and mixed.
function integers(a, b)
    s = a + b - 3a * b
    s += div(a, b) + rem(a, b) + mod(a, b) + a % b + fld(a, b) + cld(a, b)
    s += (a & b) | (a ⊻ b) + (a << 2) + (a >> 1) + (a >>> 1) + ~a
    s += abs(a) + min(a, b) + max(a, b) + a^2 + 2^b + sign(a) - (-a)
    s += a < b ? 1 : a > b ? 2 : a <= b ? 3 : a >= b ? 4 : 5
    a == b && (s += 1)
    a != b && (s += 1)
    s += gcd(a, b) + lcm(a, b)
    iseven(a) && (s += 1)
    isodd(a) && (s += 1)
    return s
end
println(integers(17, 5))
println(integers(Int32(17), Int32(5)))
println(integers(0x0000000000000011, 0x0000000000000005))

function floats(x, y)
    s = x + y - x * y / 2 + 2x - 1
    s += abs(x) + min(x, y) + max(x, y) + x^2 + x^3 + sqrt(abs(y)) - (-x)
    s += floor(x) + ceil(x) + round(x) + trunc(x)
    s += x < y ? 1 : x > y ? 2 : x <= y ? 3 : x >= y ? 4 : 5
    x == y && (s += 1)
    x != y && (s += 1)
    isnan(x) && (s += 1)
    isinf(x) && (s += 1)
    isfinite(x) && (s += 1)
    return s
end
println(floats(1.5, 2.25))
println(floats(1.5f0, 2.25f0))

function mixed(n, x)
    s = n + x
    s += n * x - x / n + x * n - n / 2 + n / n + x^n + 2.0 * n
    s += n < x ? 1 : 2
    s += x > n ? 1 : 2
    s += Float64(n) + float(n) + convert(Float64, n)
    k = Int(round(x)) + round(Int, x) + floor(Int, x) + ceil(Int, x) + trunc(Int, x) + Int64(n)
    return s + k
end
println(mixed(3, 2.0))

function bits(c)
    k = Int(c) - Int('a')
    d = Char(Int('a') + k + 1)
    return c < d && c != d, d - c, c + 1, c == 'a'
end
println(bits('a'))
println(true && false || !true, xor(true, false), Int(true))
println(typemax(Int), " ", typemin(Int), " ", typemax(Int32), " ", eps(), " ", Inf, " ", NaN, " ", -0.0)
println(1e10, " ", 1.0e-5, " ", 123456.789, " ", 1f0, " ", 0x1f, " ", Int8(5))
println(zero(Int), one(Float64), zero(1.5), one(2))
