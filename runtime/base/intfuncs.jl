# Number theory and counting with integers, and arithmetic that notices overflow.

# Checked arithmetic: the result, or OverflowError.
checked_add(x::T, y::T) where {T<:BitSigned} = without_overflow(Core.checked_sadd_int(x, y), x, "+", y)
checked_sub(x::T, y::T) where {T<:BitSigned} = without_overflow(Core.checked_ssub_int(x, y), x, "-", y)
checked_mul(x::T, y::T) where {T<:BitSigned} = without_overflow(Core.checked_smul_int(x, y), x, "*", y)
checked_add(x::T, y::T) where {T<:BitUnsigned} = without_overflow(Core.checked_uadd_int(x, y), x, "+", y)
checked_sub(x::T, y::T) where {T<:BitUnsigned} = without_overflow(Core.checked_usub_int(x, y), x, "-", y)
checked_mul(x::T, y::T) where {T<:BitUnsigned} = without_overflow(Core.checked_umul_int(x, y), x, "*", y)
checked_add(x::Integer, y::Integer) = checked_add(promoted(x, y)...)
checked_sub(x::Integer, y::Integer) = checked_sub(promoted(x, y)...)
checked_mul(x::Integer, y::Integer) = checked_mul(promoted(x, y)...)
checked_add(x::Bool, y::Bool) = x + y
checked_sub(x::Bool, y::Bool) = x - y
checked_mul(x::Bool, y::Bool) = x * y
checked_add(x, y, z, rest...) = checked_add(checked_add(x, y), z, rest...)
checked_mul(x, y, z, rest...) = checked_mul(checked_mul(x, y), z, rest...)
checked_add(x) = x
checked_mul(x) = x
without_overflow(result, x, op, y) = result[2] ? throw_overflow(x, op, y) : result[1]
add_with_overflow(x::T, y::T) where {T<:BitSigned} = Core.checked_sadd_int(x, y)
sub_with_overflow(x::T, y::T) where {T<:BitSigned} = Core.checked_ssub_int(x, y)
mul_with_overflow(x::T, y::T) where {T<:BitSigned} = Core.checked_smul_int(x, y)
add_with_overflow(x::T, y::T) where {T<:BitUnsigned} = Core.checked_uadd_int(x, y)
sub_with_overflow(x::T, y::T) where {T<:BitUnsigned} = Core.checked_usub_int(x, y)
mul_with_overflow(x::T, y::T) where {T<:BitUnsigned} = Core.checked_umul_int(x, y)
checked_neg(x::T) where {T<:Integer} = checked_sub(zero(T), x)
checked_abs(x::BitUnsigned) = x
function checked_abs(x::BitSigned)
    r = x < 0 ? -x : x
    r < 0 && throw(OverflowError(string("checked arithmetic: cannot compute |x| for x = ", x, "::", typeof(x))))
    r
end
checked_div(x, y) = div(x, y)
checked_rem(x, y) = rem(x, y)
checked_fld(x, y) = fld(x, y)
checked_mod(x, y) = mod(x, y)
checked_cld(x, y) = cld(x, y)
checked_rem(x, y) = rem(x, y)
checked_fld(x, y) = fld(x, y)
checked_mod(x, y) = mod(x, y)
checked_cld(x, y) = cld(x, y)
add_with_overflow(x::T, y::T) where {T<:BitSigned} = Core.checked_sadd_int(x, y)
add_with_overflow(x::T, y::T) where {T<:BitUnsigned} = Core.checked_uadd_int(x, y)
sub_with_overflow(x::T, y::T) where {T<:BitSigned} = Core.checked_ssub_int(x, y)
sub_with_overflow(x::T, y::T) where {T<:BitUnsigned} = Core.checked_usub_int(x, y)
mul_with_overflow(x::T, y::T) where {T<:BitSigned} = Core.checked_smul_int(x, y)
mul_with_overflow(x::T, y::T) where {T<:BitUnsigned} = Core.checked_umul_int(x, y)

# Divisors. The loop works on unsigned numbers, so that typemin has an absolute value.
function gcd(a::T, b::T) where {T<:BitInteger}
    x, y = magnitude(a), magnitude(b)
    while y != zero(y)
        x, y = y, rem(x, y)
    end
    r = x % T
    r < 0 && checked_abs(r)
    r
end
gcd(a::Bool, b::Bool) = a | b
gcd(a::Integer) = checked_abs(a)
gcd(a::Integer, b::Integer) = gcd(promoted(a, b)...)
gcd(a::Real, b::Real, c::Real, rest::Real...) = gcd(gcd(a, b), c, rest...)
function gcd(xs::AbstractArray{<:Integer})
    g = zero(eltype(xs))
    for x in xs
        g = gcd(g, x)
    end
    g
end
lcm(a::Integer) = checked_abs(a)
lcm(a::T, b::T) where {T<:Integer} = b == 0 ? b : checked_abs(checked_mul(a, div(b, gcd(b, a))))
lcm(a::Bool, b::Bool) = a & b
lcm(a::Integer, b::Integer) = lcm(promoted(a, b)...)
lcm(a::Real, b::Real, c::Real, rest::Real...) = lcm(lcm(a, b), c, rest...)
function lcm(xs::AbstractArray{<:Integer})
    l = one(eltype(xs))
    for x in xs
        l = lcm(l, x)
    end
    l
end
# (d, u, v) with u*a + v*b == d, the greatest common divisor.
function gcdx(a::T, b::T) where {T<:Integer}
    s0, s1 = one(T), zero(T)
    t0, t1 = s1, s0
    x, y = a, b
    while y != 0
        q, r = divrem(x, y)
        x, y = y, r
        s0, s1 = s1, s0 - q * s1
        t0, t1 = t1, t0 - q * t1
    end
    x < 0 ? (-x, -s0, -t0) : (x, s0, t0)
end
gcdx(a::Integer, b::Integer) = gcdx(promoted(a, b)...)
function invmod(n::Integer, m::Integer)
    iszero(m) && throw(DomainError(m, "`m` must not be 0."))
    g, x, y = gcdx(n, m)
    g != 1 && throw(DomainError((n, m), string("Greatest common divisor is ", g, ".")))
    # The inverse has the sign of m.
    mod(x, oftype(x, m))
end
function powermod(x::Integer, p::Integer, m::T) where {T<:Integer}
    p < 0 && return powermod(invmod(x, m), -p, m)
    p == 0 && return mod(one(m), m)
    (m == 1 || m == -1) && return zero(m)
    b = oftype(m, mod(x, m))
    r = one(m)
    while true
        isodd(p) && (r = mod_of_product(r, b, m))
        p >>= 1
        p == 0 && return r
        b = mod_of_product(b, b, m)
    end
end
mod_of_product(a::T, b::T, m::T) where {T<:BitInteger} = oftype(m, mod(widemul(a, b), m))
mod_of_product(a, b, m) = mod(a * b, m)
widemul(x::Number, y::Number) = widen(x) * widen(y)
widemul(x::Bool, y::Bool) = x * y
widemul(x::Bool, y::Number) = x * y
widemul(x::Number, y::Bool) = x * y

function isqrt(x::BitInteger)
    x < 0 && throw_sqrt(float(x))
    x <= 1 && return x
    # The rounded root of the rounded number is off by one at most, for numbers of up to 64 bits; wider ones need more.
    s = unsafe_trunc(typeof(x), sqrt(Float64(x)))
    while true
        better = (s + div(x, s)) >> 1
        better >= s && break
        s = better
    end
    while s > div(x, s)
        s -= one(s)
    end
    while s + one(s) <= div(x, s + one(s))
        s += one(s)
    end
    s
end
isqrt(x::Bool) = x

function factorial(n::Integer)
    n < 0 && throw(DomainError(n, "`n` must not be negative."))
    n > 20 && throw(OverflowError(string(n, " is too large to look up in the table; consider using `factorial(big(", n, "))` instead")))
    f = 1
    for i in 2:Int(n)
        f *= i
    end
    n isa UInt64 ? UInt64(f) : f
end
function factorial(n::Union{Int128, UInt128})
    n < 0 && throw(DomainError(n, "`n` must not be negative."))
    n > (n isa Int128 ? 33 : 34) && throw(OverflowError(string(n, " is too large to look up in the table; consider using `factorial(big(", n, "))` instead")))
    f = one(n)
    for i in 2:Int(n)
        f *= i
    end
    f
end
function binomial(n::T, k::T) where {T<:Integer}
    n0, k0 = n, k
    k < 0 && return zero(T)
    is_negative = false
    if n < 0
        n = -n + k - one(T)
        is_negative = isodd(k)
    end
    k > n && return zero(T)
    (k == 0 || k == n) && return is_negative ? -one(T) : one(T)
    k == 1 && return is_negative ? -n : n
    if k > (n >> 1)
        k = n - k
    end
    x = nn = n - k + one(T)
    nn += one(T)
    rr = T(2)
    while rr <= k
        wide = div(widemul(x, nn), rr)
        x = wide % T
        x == wide || throw(OverflowError(string("binomial(", n0, ", ", k0, ") overflows")))
        rr += one(T)
        nn += one(T)
    end
    is_negative ? -x : x
end
binomial(n::Integer, k::Integer) = binomial(promoted(n, k)...)

ispow2(x::Integer) = x > 0 && count_ones(x) == 1
ispow2(x::IEEEFloat) = !iszero(x) && frexp(x)[1] == 0.5
function nextpow(a::Real, x::Real)
    x <= 0 && throw(DomainError(x, "`x` must be positive."))
    a == 2 && x isa Integer && return next_power_of_two(x)
    a <= 1 && throw(DomainError(a, "`a` must be greater than 1."))
    x <= 1 && return one(a)
    n = ceil(Int, log(a, x))
    p = a^(n - 1)
    p >= x ? p : a^n
end
next_power_of_two(x::T) where {T<:BitInteger} = x <= 1 ? one(T) : one(T) << (8 * sizeof(T) - leading_zeros(x - one(T)))
function prevpow(a::Real, x::Real)
    x < 1 && throw(DomainError(x, "`x` must be ≥ 1."))
    a == 2 && x isa Integer && return one(x) << (8 * sizeof(x) - leading_zeros(x) - 1)
    a <= 1 && throw(DomainError(a, "`a` must be greater than 1."))
    n = floor(Int, log(a, x))
    p = a^n
    p <= x ? p : a^(n - 1)
end

function bitrotate(x::T, k::Integer) where {T<:BitInteger}
    bits = 8 * sizeof(T)
    k = mod(Int(k), bits)
    (x << k) | (x >>> (bits - k))
end
function bitreverse(x::T) where {T<:BitInteger}
    r = zero(unsigned(x))
    u = unsigned(x)
    for i in 1:8*sizeof(T)
        r = (r << 1) | (u & one(u))
        u >>= 1
    end
    r % T
end
nand(x...) = ~(&)(x...)
nor(x...) = ~(|)(x...)
const ⊼ = nand
const ⊽ = nor

# Division with one signed and one unsigned number has the first one's kind of result.
div(x::BitSigned, y::BitUnsigned) = mixed_sign(signed(div(promote(magnitude(x), y)...)), x)
div(x::BitUnsigned, y::BitSigned) = unsigned(mixed_sign(signed(div(promote(x, magnitude(y))...)), y))
rem(x::BitSigned, y::BitUnsigned) = mixed_sign(signed(rem(promote(magnitude(x), y)...)), x)
rem(x::BitUnsigned, y::BitSigned) = rem(promote(x, magnitude(y))...)
mod(x::BitSigned, y::BitUnsigned) = rem(y + unsigned(rem(x, y)), y)
mod(x::BitUnsigned, y::BitSigned) = rem(y + signed(rem(x, y)), y)
fld(x::BitSigned, y::BitUnsigned) = div(x, y) - ((x < 0) & (rem(x, y) != 0))
fld(x::BitUnsigned, y::BitSigned) = div(x, y) - ((y < 0) & (rem(x, y) != 0))
cld(x::BitSigned, y::BitUnsigned) = div(x, y) + ((x > 0) & (rem(x, y) != 0))
cld(x::BitUnsigned, y::BitSigned) = div(x, y) + ((y > 0) & (rem(x, y) != 0))
mixed_sign(q, like) = like < 0 ? -q : q

fldmod1(x, y) = (fld1(x, y), mod1(x, y))
function mod(i::Integer, r::AbstractUnitRange{<:Integer})
    n = length(r)
    n == 0 && throw(ArgumentError("reducing over an empty collection is not allowed"))
    mod(i - first(r), n) + first(r)
end
oftype(x, y) = convert(typeof(x), y)::typeof(x)
