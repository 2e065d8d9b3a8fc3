# Integers of any size. The digits are words in a string object, which the run-time system computes with.

mutable struct BigInt <: Signed
    words::String
end
function BigInt(x::BitSigned)
    wide = Int128(x)
    BigInt(Core.runtime(:big_from_int128, String, wide % Int64, (wide >> 64) % Int64))
end
function BigInt(x::BitUnsigned)
    wide = UInt128(x)
    BigInt(Core.runtime(:big_from_uint128, String, (wide % UInt64) % Int64, ((wide >> 64) % UInt64) % Int64))
end
BigInt(x::Bool) = BigInt(Int(x))
BigInt(x::BigInt) = x
BigInt(c::Char) = BigInt(codepoint(c))
BigInt(x::Rational) = isinteger(x) ? BigInt(x.num) : throw(InexactError(:BigInt, BigInt, x))
function BigInt(x::IEEEFloat)
    isinteger(x) || throw(InexactError(:BigInt, BigInt, x))
    BigInt(Core.runtime(:big_from_float64, String, Float64(x)))
end
big(x::Integer) = BigInt(x)
big(::Type{<:Integer}) = BigInt
big(x::Rational) = reduced(big(x.num), big(x.den))
big(z::Complex{<:Integer}) = Complex(big(z.re), big(z.im))
convert(::Type{BigInt}, x::BigInt) = x
promote_rule(::Type{BigInt}, ::Type{<:Union{BitInteger, Bool}}) = BigInt
widen(::Type{Int128}) = BigInt
widen(::Type{UInt128}) = BigInt
widen(::Type{BigInt}) = BigInt
Signed(x::BigInt) = x
signed(x::BigInt) = x

big_bits(x::BigInt) = Core.runtime(:big_bits, Int64, x.words)
big_word(x::BigInt, i::Int) = Core.bitcast(UInt64, Core.runtime(:big_word, Int64, x.words, i))
low_128(x::BigInt) = UInt128(big_word(x, 1)) << 64 | UInt128(big_word(x, 0))
function (::Type{T})(x::BigInt) where {T<:BitInteger}
    y = low_128(x) % T
    BigInt(y) == x ? y : throw(InexactError(nameof(T), T, x))
end
rem(x::BigInt, ::Type{T}) where {T<:BitInteger} = low_128(x) % T
rem(x::BigInt, ::Type{BigInt}) = x
rem(x::BitInteger, ::Type{BigInt}) = BigInt(x)
Bool(x::BigInt) = iszero(x) ? false : (isone(x) ? true : throw(InexactError(:Bool, Bool, x)))
Float64(x::BigInt) = Core.runtime(:big_to_float64, Float64, x.words)
Float32(x::BigInt) = Float32(Float64(x))
Float16(x::BigInt) = Float16(Float64(x))
trunc(::Type{BigInt}, x::IEEEFloat) = BigInt(trunc(x))
floor(::Type{BigInt}, x::IEEEFloat) = BigInt(floor(x))
ceil(::Type{BigInt}, x::IEEEFloat) = BigInt(ceil(x))
round(::Type{BigInt}, x::IEEEFloat) = BigInt(round(x))

big_operation(code::Int, a::BigInt, b::BigInt) = BigInt(Core.runtime(:big_binary, String, code, a.words, b.words))
+(a::BigInt, b::BigInt) = big_operation(0, a, b)
-(a::BigInt, b::BigInt) = big_operation(1, a, b)
*(a::BigInt, b::BigInt) = big_operation(2, a, b)
div(a::BigInt, b::BigInt) = big_operation(3, a, nonzero(b))
rem(a::BigInt, b::BigInt) = big_operation(4, a, nonzero(b))
fld(a::BigInt, b::BigInt) = big_operation(5, a, nonzero(b))
mod(a::BigInt, b::BigInt) = big_operation(6, a, nonzero(b))
cld(a::BigInt, b::BigInt) = -fld(-a, b)
(&)(a::BigInt, b::BigInt) = big_operation(7, a, b)
|(a::BigInt, b::BigInt) = big_operation(8, a, b)
⊻(a::BigInt, b::BigInt) = big_operation(9, a, b)
gcd(a::BigInt, b::BigInt) = big_operation(10, a, b)
lcm(a::BigInt, b::BigInt) = iszero(a) || iszero(b) ? big(0) : abs(div(a, gcd(a, b)) * b)
nonzero(b::BigInt) = iszero(b) ? throw(DivideError()) : b
-(a::BigInt) = big(0) - a
~(a::BigInt) = -a - big(1)
abs(a::BigInt) = signbit(a) ? -a : a
magnitude(a::BigInt) = abs(a)
checked_add(a::BigInt, b::BigInt) = a + b
checked_sub(a::BigInt, b::BigInt) = a - b
checked_mul(a::BigInt, b::BigInt) = a * b
checked_abs(a::BigInt) = abs(a)
<<(a::BigInt, n::Integer) = BigInt(Core.runtime(:big_shift, String, a.words, Int(n)))
>>(a::BigInt, n::Integer) = BigInt(Core.runtime(:big_shift, String, a.words, -Int(n)))
>>>(a::BigInt, n::Integer) = a >> n
<<(a::BigInt, n::BitUnsigned) = a << Int(n)
>>(a::BigInt, n::BitUnsigned) = a >> Int(n)
function ^(a::BigInt, n::Integer)
    if n < 0
        isone(a) && return a
        a == -1 && return iseven(n) ? -a : a
        throw_negative_power(a, n)
    end
    BigInt(Core.runtime(:big_power, String, a.words, Int(n)))
end
^(a::BigInt, n::BigInt) = a^Int(n)
^(a::Integer, n::BigInt) = BigInt(a)^Int(n)
^(a::BigInt, n::Bool) = n ? a : big(1)
isqrt(a::BigInt) = signbit(a) ? throw_sqrt(Float64(a)) : BigInt(Core.runtime(:big_root, String, a.words))
function powermod(x::Integer, p::Integer, m::BigInt)
    p < 0 && return powermod(invmod(x, m), -p, m)
    (m == 1 || m == -1) && return big(0)
    b = mod(big(x), m)
    r = big(1)
    n = big(p)
    for i in 0:big_bits(n)-1
        isodd(n >> i) && (r = mod(r * b, m))
        b = mod(b * b, m)
    end
    mod(r, m)
end
function factorial(n::BigInt)
    signbit(n) && throw(DomainError(n, "`n` must not be negative."))
    big_product(2, Int(n))
end
# A balanced tree multiplies numbers of the same size.
function big_product(a::Int, b::Int)
    a > b && return big(1)
    b - a < 8 && return prod_small(a, b)
    middle = (a + b) >> 1
    big_product(a, middle) * big_product(middle + 1, b)
end
function prod_small(a, b)
    p = big(a)
    for i in a+1:b
        p *= i
    end
    p
end
function binomial(n::BigInt, k::Integer)
    k < 0 && return big(0)
    signbit(n) && return (isodd(k) ? -1 : 1) * binomial(-n + k - 1, k)
    n < k && return big(0)
    m = min(big(k), n - k)
    r = big(1)
    for i in 1:Int(m)
        r = div(r * (n - m + i), big(i))
    end
    r
end
binomial(n::BigInt, k::BigInt) = binomial(n, Int(k))

big_compare(a::BigInt, b::BigInt) = Core.runtime(:big_compare, Int64, a.words, b.words)
==(a::BigInt, b::BigInt) = a.words == b.words
<(a::BigInt, b::BigInt) = big_compare(a, b) < 0
<=(a::BigInt, b::BigInt) = big_compare(a, b) <= 0
isless(a::BigInt, b::BigInt) = a < b
cmp(a::BigInt, b::BigInt) = big_compare(a, b)
==(a::BigInt, b::IEEEFloat) = isinteger(b) && a == BigInt(b)
==(a::IEEEFloat, b::BigInt) = b == a
<(a::BigInt, b::IEEEFloat) = isnan(b) ? false : (isinf(b) ? b > 0 : a < BigInt(ceil(b)) || (a == BigInt(floor(b)) && floor(b) < b))
<(a::IEEEFloat, b::BigInt) = isnan(a) ? false : (isinf(a) ? a < 0 : BigInt(floor(a)) < b || false)
<=(a::BigInt, b::IEEEFloat) = a < b || a == b
<=(a::IEEEFloat, b::BigInt) = a < b || a == b
signbit(a::BigInt) = codeunit_at(a.words, 1) == 0x01
iszero(a::BigInt) = ncodeunits(a.words) == 8
isone(a::BigInt) = a == big(1)
sign(a::BigInt) = big(signbit(a) ? -1 : (iszero(a) ? 0 : 1))
iseven(a::BigInt) = iseven(big_word(a, 0))
isodd(a::BigInt) = isodd(big_word(a, 0))
ispow2(a::BigInt) = !signbit(a) && count_ones(a) == 1
function count_ones(a::BigInt)
    signbit(a) && throw(DomainError(a, "count_ones is not defined for negative numbers of any size"))
    n = 0
    for i in 0:div(big_bits(a), 64)
        n += count_ones(big_word(a, i))
    end
    n
end
function trailing_zeros(a::BigInt)
    i = 0
    while big_word(a, i) == 0
        i += 1
    end
    64 * i + trailing_zeros(big_word(a, i))
end
zero(::Type{BigInt}) = big(0)
one(::Type{BigInt}) = big(1)
flipsign(a::BigInt, b::Real) = signbit(b) ? -a : a
copysign(a::BigInt, b::Real) = signbit(b) ? -abs(a) : abs(a)
hash(a::BigInt, h::UInt) = typemin(Int64) <= a <= typemax(Int64) ? hash(Int64(a), h) : (big_bits(a) <= 127 ? hash(Int128(a), h) : hash_wide(a, h))
# Beyond what floats hold, by the odd part and the power of two.
function hash_wide(a::BigInt, h::UInt)
    big_bits(a) <= 1024 && Float64(a) == a && return hash(Float64(a), h)
    power = trailing_zeros(a)
    odd = a >> power
    h = hash_words(1, h)
    h = hash_words(power, h)
    hash_words(odd, h)
end

big_text(a::BigInt, base::Int) = Core.runtime(:big_text, String, a.words, base)
show(io::IO, a::BigInt) = print(io, big_text(a, 10))
print(io::IO, a::BigInt) = print(io, big_text(a, 10))
function string(a::BigInt; base::Integer=10, pad::Integer=1)
    text = big_text(a, Int(base))
    digits = signbit(a) ? ncodeunits(text) - 1 : ncodeunits(text)
    digits >= pad && return text
    signbit(a) ? string("-", "0"^(pad - digits), text[2:end]) : string("0"^(pad - digits), text)
end
ndigits_in(a::BigInt, base::Int) = iszero(a) ? 0 : ncodeunits(big_text(abs(a), base))
function digits_into!(into::Vector{T}, a::BigInt, base::Int) where {T}
    text = big_text(abs(a), base)
    n = ncodeunits(text)
    for i in 1:length(into)
        d = i <= n ? digit_value(text[n+1-i], base) : 0
        into[i] = signbit(a) ? -d : d
    end
    into
end
# Text is checked digit by digit as that of other integers, then converted at once.
function parse_integer(::Type{BigInt}, s::AbstractString, base::Int, raise::Bool)
    text = strip(s)
    isempty(text) && return raise ? parse_error("input string is empty or only contains whitespace") : nothing
    i = 1
    is_negative = text[1] == '-'
    (is_negative || text[1] == '+') && (i = 2)
    if base == 0
        base = 10
        if ncodeunits(text) >= i + 2 && text[i] == '0'
            base = text[i+1] == 'x' ? 16 : (text[i+1] == 'o' ? 8 : (text[i+1] == 'b' ? 2 : 10))
            base != 10 && (i += 2)
        end
    end
    digits = String(SubString(text, i))
    isempty(digits) && return raise ? parse_error("premature end of integer: $(repr(s))") : nothing
    for c in digits
        digit_value(c, base) >= 0 || return raise ? parse_error("invalid base $base digit $(repr(c)) in $(repr(s))") : nothing
    end
    value = BigInt(Core.runtime(:big_parse, String, Core.string_data(digits), ncodeunits(digits), base))
    is_negative ? -value : value
end
parse_char(::Type{BigInt}, c, base::Int) = big(parse_char(Int, c, base))
