# Rounding: modes, digits, to integers; and the parts that floats are made of.

struct RoundingMode{M} end
const RoundNearest = RoundingMode{:Nearest}()
const RoundToZero = RoundingMode{:ToZero}()
const RoundUp = RoundingMode{:Up}()
const RoundDown = RoundingMode{:Down}()
const RoundFromZero = RoundingMode{:FromZero}()
const RoundNearestTiesAway = RoundingMode{:NearestTiesAway}()
const RoundNearestTiesUp = RoundingMode{:NearestTiesUp}()
show(io::IO, m::RoundingMode{M}) where {M} = (print(io, "RoundingMode{"); show(io, M); print(io, "}()"))

round_whole(x::IEEEFloat, ::RoundingMode{:Nearest}) = Core.rint_llvm(x)
round_whole(x::IEEEFloat, ::RoundingMode{:ToZero}) = Core.trunc_llvm(x)
round_whole(x::IEEEFloat, ::RoundingMode{:Up}) = Core.ceil_llvm(x)
round_whole(x::IEEEFloat, ::RoundingMode{:Down}) = Core.floor_llvm(x)
round_whole(x::IEEEFloat, ::RoundingMode{:FromZero}) = signbit(x) ? floor(x) : ceil(x)
function round_whole(x::IEEEFloat, ::RoundingMode{:NearestTiesAway})
    y = trunc(x)
    x == y ? y : trunc(2 * x - y)
end
function round_whole(x::IEEEFloat, ::RoundingMode{:NearestTiesUp})
    y = floor(x)
    x == y ? y : copysign(floor(2 * x - y), x)
end
round_whole(x::Integer, ::RoundingMode) = x
round(::Type{T}, x::IEEEFloat, mode::RoundingMode) where {T<:Integer} = trunc(T, round(x, mode))
round(::Type{T}, x::Integer, mode::RoundingMode) where {T<:Integer} = T(x)
round(::Type{T}, x::IEEEFloat) where {T<:IEEEFloat} = T(round(x))
trunc(::Type{T}, x::IEEEFloat) where {T<:IEEEFloat} = T(trunc(x))
floor(::Type{T}, x::IEEEFloat) where {T<:IEEEFloat} = T(floor(x))
ceil(::Type{T}, x::IEEEFloat) where {T<:IEEEFloat} = T(ceil(x))

# Digits behind the point, or significant ones, by keyword.
round(x::Real, mode::RoundingMode=RoundNearest; digits::Union{Nothing, Integer}=nothing, sigdigits::Union{Nothing, Integer}=nothing, base::Integer=10) = round_by(x, mode, digits, sigdigits, Int(base))
floor(x::Real; digits::Union{Nothing, Integer}=nothing, sigdigits::Union{Nothing, Integer}=nothing, base::Integer=10) = round_by(x, RoundDown, digits, sigdigits, Int(base))
ceil(x::Real; digits::Union{Nothing, Integer}=nothing, sigdigits::Union{Nothing, Integer}=nothing, base::Integer=10) = round_by(x, RoundUp, digits, sigdigits, Int(base))
trunc(x::Real; digits::Union{Nothing, Integer}=nothing, sigdigits::Union{Nothing, Integer}=nothing, base::Integer=10) = round_by(x, RoundToZero, digits, sigdigits, Int(base))
round_by(x, mode, ::Nothing, ::Nothing, base) = round_whole(x, mode)
round_by(x, mode, digits, ::Nothing, base) = isfinite(x) ? round_digits(x, mode, Int(digits), base) : float(x)
round_by(x, mode, ::Nothing, sigdigits, base) = isfinite(x) ? round_significant(x, mode, Int(sigdigits), base) : float(x)
round_by(x, mode, digits, sigdigits, base) = throw(ArgumentError("`round` cannot use both `digits` and `sigdigits` arguments."))

# To a number of digits behind the point: through the product with a power of the base.
function round_digits(x::Real, mode, digits::Int, base::Int)
    y = float(x)
    B = oftype(y, base)
    if digits >= 0
        inverse = B^digits
        if isfinite(inverse)
            z = round(y * inverse, mode) / inverse
        else
            root = B^oftype(y, digits / 2)
            z = round((y * root) * root, mode) / root / root
        end
        return isfinite(z) ? z : y
    end
    step = B^(-digits)
    z = round(y / step, mode) * step
    isfinite(z) && return z
    y > 0 ? (mode === RoundUp ? oftype(y, Inf) : zero(y)) : (y < 0 ? (mode === RoundDown ? -oftype(y, Inf) : -zero(y)) : y)
end
function round_significant(x::Real, mode, digits::Int, base::Int)
    round_digits(x, mode, digits - digits_before_point(x, base), base)
end
digits_before_point(x::Integer, base) = ndigits_in(x, base)
function digits_before_point(x::Real, base)
    iszero(x) && return 0
    base == 10 ? 1 + floor(Int, log10(abs(x))) : (base == 2 ? 1 + exponent(x) : 1 + floor(Int, log(base, abs(x))))
end

# The parts of a float: sign, exponent, significand.
reinterpret(::Type{T}, x) where {T} = Core.bitcast(T, x)
reinterpret(::Type{T}, x::T) where {T} = x
reinterpret(::Type{Unsigned}, x::Float64) = Core.bitcast(UInt64, x)
reinterpret(::Type{Unsigned}, x::Float32) = Core.bitcast(UInt32, x)
reinterpret(::Type{Signed}, x::Float64) = Core.bitcast(Int64, x)
reinterpret(::Type{Signed}, x::Float32) = Core.bitcast(Int32, x)
reinterpret(::Type{Unsigned}, x::BitInteger) = unsigned(x)
reinterpret(::Type{Signed}, x::BitInteger) = signed(x)
precision(::Type{Float64}) = 53
precision(::Type{Float32}) = 24
precision(::Type{Float16}) = 11
precision(x::IEEEFloat) = precision(typeof(x))
fraction_bits(::Type{T}) where {T<:IEEEFloat} = precision(T) - 1
exponent_bias(::Type{Float64}) = 1023
exponent_bias(::Type{Float32}) = 127
exponent_bias(::Type{Float16}) = 15
maxintfloat(::Type{Float64}) = 9007199254740992.0
maxintfloat(::Type{Float32}) = 1.6777216f7
maxintfloat(::Type{Float16}) = Float16(2048)
maxintfloat(x::IEEEFloat) = maxintfloat(typeof(x))
maxintfloat() = maxintfloat(Float64)
issubnormal(x::IEEEFloat) = (abs(x) < floatmin(typeof(x))) & (x != 0)
eps(::Type{Float16}) = Float16(0.000977)
floatmin(::Type{Float32}) = 1.1754944f-38
floatmin(::Type{Float16}) = Float16(6.104e-5)
floatmax(::Type{Float32}) = 3.4028235f38
floatmax(::Type{Float16}) = Float16(65504)
floatmin(x::IEEEFloat) = floatmin(typeof(x))
floatmax(x::IEEEFloat) = floatmax(typeof(x))
typemin(::Type{Float16}) = -Inf16
typemax(::Type{Float16}) = Inf16
const Inf64 = Inf
const NaN64 = NaN
const Inf16 = Core.bitcast(Float16, 0x7c00)
const NaN16 = Core.bitcast(Float16, 0x7e00)
abs(x::Float16) = Core.bitcast(Float16, Core.bitcast(UInt16, x) & 0x7fff)

word_of(x::Float64) = Core.bitcast(Int64, x)
word_of(x::Float32) = Core.bitcast(Int32, x)
word_of(x::Float16) = Core.bitcast(Int16, x)
# The float `n` steps further from the negative to the positive infinity.
function nextfloat(x::T, n::Integer) where {T<:IEEEFloat}
    isnan(x) && return x
    top = Int128(word_of(T(Inf)))
    w = Int128(word_of(abs(x)))
    place = (signbit(x) ? -w : w) + Int128(n)
    place > top && return T(Inf)
    place < -top && return -T(Inf)
    place < 0 || (place == 0 && signbit(x) && n <= 0) ? -Core.bitcast(T, (-place) % typeof(word_of(x))) : Core.bitcast(T, place % typeof(word_of(x)))
end
prevfloat(x::IEEEFloat, n::Integer) = nextfloat(x, -n)
nextfloat(x::IEEEFloat) = nextfloat(x, 1)
prevfloat(x::IEEEFloat) = nextfloat(x, -1)
function eps(x::T) where {T<:IEEEFloat}
    isfinite(x) || return T(NaN)
    a = abs(x)
    a >= floatmin(T) ? ldexp(eps(T), exponent(a)) : nextfloat(zero(T))
end
function exponent(x::T) where {T<:IEEEFloat}
    isfinite(x) && x != 0 || throw(DomainError(x, x == 0 ? "Cannot be ±0.0." : "Cannot be NaN or Inf."))
    w = word_of(abs(x)) % Int
    field = w >> fraction_bits(T)
    field == 0 ? 63 - leading_zeros(w) - fraction_bits(T) + 1 - exponent_bias(T) : field - exponent_bias(T)
end
function significand(x::T) where {T<:IEEEFloat}
    (x == 0 || !isfinite(x)) && return x
    ldexp(x, -exponent(x))
end
function frexp(x::T) where {T<:IEEEFloat}
    (x == 0 || !isfinite(x)) && return (x, 0)
    e = exponent(x) + 1
    (ldexp(x, -e), e)
end
# x * 2^n, rounded once.
function ldexp(x::T, n::Integer) where {T<:IEEEFloat}
    (x == 0 || !isfinite(x)) && return x
    n = Int(clamp(n, -100000, 100000))
    bits = fraction_bits(T)
    bias = exponent_bias(T)
    w = word_of(abs(x)) % Int
    e = exponent(x)
    fraction = w & ((1 << bits) - 1)
    if w >> bits == 0
        fraction = (w << (bits - (63 - leading_zeros(w)))) & ((1 << bits) - 1)
    end
    e += n
    e > bias && return flipsign(T(Inf), x)
    if e >= 1 - bias
        y = Core.bitcast(T, (((e + bias) << bits) | fraction) % typeof(word_of(x)))
        return signbit(x) ? -y : y
    end
    # A subnormal result: bits are lost, ties go to even.
    lost = 1 - bias - e
    lost > bits + 1 && return flipsign(zero(T), x)
    whole = fraction | (1 << bits)
    kept = whole >> lost
    rest = whole & ((1 << lost) - 1)
    half = 1 << (lost - 1)
    (rest > half || (rest == half && isodd(kept))) && (kept += 1)
    y = Core.bitcast(T, kept % typeof(word_of(x)))
    signbit(x) ? -y : y
end
ldexp(x::Integer, n::Integer) = ldexp(float(x), n)
function modf(x::IEEEFloat)
    isinf(x) && return (copysign(zero(x), x), x)
    whole = trunc(x)
    (copysign(x - whole, x), whole)
end

# Whether two numbers are as close as the tolerances ask.
default_tolerance(x::Integer) = 0
default_tolerance(x) = sqrt(eps(real_float(typeof(x))))
real_float(::Type{T}) where {T} = float(T)
relative_tolerance(x, y, atol) = atol > 0 ? 0 : max(default_tolerance(x), default_tolerance(y))
is_close(x, y, atol, rtol) = x == y || (isfinite(x) && isfinite(y) && abs(x - y) <= max(atol, rtol * max(abs(x), abs(y))))
isapprox(x::Number, y::Number; atol::Real=0, rtol::Real=relative_tolerance(x, y, atol), nans::Bool=false) = is_close(x, y, atol, rtol) || (nans && isnan(x) && isnan(y))
const ≈ = isapprox
≉(x, y) = !(x ≈ y)

# Remainders after division by 2π, from the reduction of the trigonometric functions.
function sum_of_pairs(a, a_low, b, b_low)
    r = a + b
    s = abs(a) > abs(b) ? a - r + b + b_low + a_low : b - r + a + a_low + b_low
    r + s
end
const HALF_PI = (1.5707963267948966, 6.123233995736766e-17)
const WHOLE_PI = (3.141592653589793, 1.2246467991473532e-16)
const THREE_HALVES_PI = (4.71238898038469, 1.8369701987210297e-16)
const TWO_PI = (6.283185307179586, 2.4492935982947064e-16)
function positive_remainder(n, y, low)
    q = n & 3
    q == 2 && return sum_of_pairs(y, low, WHOLE_PI...)
    q == 0 && return y > 0 ? y + low : sum_of_pairs(y, low, TWO_PI...)
    q == 3 ? sum_of_pairs(y, low, THREE_HALVES_PI...) : sum_of_pairs(y, low, HALF_PI...)
end
function rem2pi(x::Float64, ::RoundingMode{:Nearest})
    isfinite(x) || return NaN
    abs(x) < 3.141592653589793 && return x
    n, y, low = reduce_half_pi(x)
    q = n & 3
    q == 0 && return y + low
    q == 2 && return y <= 0 ? sum_of_pairs(y, low, WHOLE_PI...) : sum_of_pairs(y, low, -3.141592653589793, -1.2246467991473532e-16)
    q == 3 ? sum_of_pairs(y, low, -1.5707963267948966, -6.123233995736766e-17) : sum_of_pairs(y, low, HALF_PI...)
end
function rem2pi(x::Float64, ::RoundingMode{:ToZero})
    isfinite(x) || return NaN
    a = abs(x)
    a <= 6.283185307179586 && return x
    n, y, low = reduce_half_pi(a)
    copysign(positive_remainder(n, y, low), x)
end
function rem2pi(x::Float64, ::RoundingMode{:Down})
    isfinite(x) || return NaN
    if x < 6.283185307179586
        x >= 0 && return x
        x > -6.283185307179586 && return sum_of_pairs(x, 0.0, TWO_PI...)
    end
    n, y, low = reduce_half_pi(x)
    positive_remainder(n, y, low)
end
rem2pi(x::Float64, ::RoundingMode{:Up}) = -rem2pi(-x, RoundDown)
rem2pi(x::Real, mode::RoundingMode) = rem2pi(Float64(x), mode)
rem2pi(x::Float32, mode::RoundingMode) = Float32(rem2pi(Float64(x), mode))
mod2pi(x) = rem2pi(x, RoundDown)

# Division with a rounding mode.
div(x, y, ::RoundingMode{:ToZero}) = div(x, y)
div(x, y, ::RoundingMode{:Down}) = fld(x, y)
div(x, y, ::RoundingMode{:Up}) = cld(x, y)
function div(x::T, y::T, ::RoundingMode{:Nearest}) where {T<:Integer}
    q, r = fldmod(x, y)
    2 * abs(r) < abs(y) ? q : (2 * abs(r) > abs(y) || isodd(q) ? q + one(q) : q)
end
div(x::Integer, y::Integer, mode::RoundingMode{:Nearest}) = div(promoted(x, y)..., mode)
rem(x, y, mode::RoundingMode) = x - y * div(x, y, mode)
rem(x, y, ::RoundingMode{:ToZero}) = rem(x, y)
rem(x, y, ::RoundingMode{:Down}) = mod(x, y)
