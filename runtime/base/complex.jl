# Complex numbers.

struct Complex{T<:Real} <: Number
    re::T
    im::T
end
Complex(x::T, y::T) where {T<:Real} = Complex{T}(x, y)
Complex(x::Real, y::Real) = Complex(promote(x, y)...)
Complex(x::Real) = Complex(x, zero(x))
Complex(z::Complex) = z
Complex{T}(x::Real) where {T<:Real} = Complex{T}(x, zero(T))
Complex{T}(z::Complex) where {T<:Real} = Complex{T}(z.re, z.im)
const im = Complex{Bool}(false, true)
const ComplexF64 = Complex{Float64}
const ComplexF32 = Complex{Float32}
const ComplexF16 = Complex{Float16}
complex(z::Complex) = z
complex(x::Real) = Complex(x)
complex(x::Real, y::Real) = Complex(x, y)
complex(::Type{T}) where {T<:Real} = Complex{T}
complex(::Type{Complex{T}}) where {T<:Real} = Complex{T}
(::Type{T})(z::Complex) where {T<:Real} = iszero(z.im) ? convert(T, z.re) : throw(InexactError(nameof(T), T, z))
convert(::Type{T}, z::Complex) where {T<:Real} = T(z)
convert(::Type{Complex{T}}, z::Complex{T}) where {T<:Real} = z
convert(::Type{Complex{T}}, z::Complex) where {T<:Real} = Complex{T}(z.re, z.im)
convert(::Type{Complex{T}}, x::Real) where {T<:Real} = Complex{T}(x)
promote_rule(::Type{Complex{T}}, ::Type{S}) where {T<:Real, S<:Real} = Complex{promote_type(T, S)}
promote_rule(::Type{Complex{T}}, ::Type{Complex{S}}) where {T<:Real, S<:Real} = Complex{promote_type(T, S)}
AbstractFloat(z::Complex) = Complex(float(z.re), float(z.im))
float(z::Complex) = Complex(float(z.re), float(z.im))
float(::Type{Complex{T}}) where {T<:Real} = Complex{float(T)}
real_float(::Type{Complex{T}}) where {T} = float(T)
default_tolerance(z::Complex) = default_tolerance(z.re)

real(z::Complex) = z.re
imag(z::Complex) = z.im
real(x::Real) = x
imag(x::Real) = zero(x)
reim(z) = (real(z), imag(z))
real(::Type{T}) where {T<:Real} = T
real(::Type{Complex{T}}) where {T} = T
conj(z::Complex) = Complex(z.re, -z.im)
conj(x::Real) = x
adjoint(x::Number) = conj(x)
abs(z::Complex) = hypot(z.re, z.im)
abs2(z::Complex) = z.re * z.re + z.im * z.im
angle(z::Complex) = atan(z.im, z.re)
angle(x::Real) = atan(zero(x), x)
isreal(x::Real) = true
isreal(z::Complex) = iszero(z.im)
isinteger(z::Complex) = isreal(z) & isinteger(z.re)
isfinite(z::Complex) = isfinite(z.re) & isfinite(z.im)
isnan(z::Complex) = isnan(z.re) | isnan(z.im)
isinf(z::Complex) = isinf(z.re) | isinf(z.im)
iszero(z::Complex) = iszero(z.re) & iszero(z.im)
isone(z::Complex) = isone(z.re) & iszero(z.im)
zero(::Type{Complex{T}}) where {T} = Complex{T}(zero(T), zero(T))
one(::Type{Complex{T}}) where {T} = Complex{T}(one(T), zero(T))
sign(z::Complex) = iszero(z) ? float(z) : z / abs(z)
cis(x::Real) = Complex(cos(x), sin(x))
cis(z::Complex) = exp(-z.im) * cis(z.re)

function show(io::IO, z::Complex)
    show(io, z.re)
    y = z.im
    compact = get(io, :compact, false) === true
    if signbit(y) && !isnan(y)
        print(io, compact ? "-" : " - ")
        show(io, -y)
    else
        print(io, compact ? "+" : " + ")
        show(io, y)
    end
    ((y isa Integer && !(y isa Bool)) || (y isa AbstractFloat && isfinite(y))) || print(io, "*")
    print(io, "im")
end
show(io::IO, z::Complex{Bool}) = print(io, z == im ? "im" : string("Complex(", z.re, ",", z.im, ")"))

==(z::Complex, w::Complex) = (z.re == w.re) & (z.im == w.im)
==(z::Complex, x::Real) = isreal(z) && z.re == x
==(x::Real, z::Complex) = z == x
isequal(z::Complex, w::Complex) = isequal(z.re, w.re) & isequal(z.im, w.im)
+(z::Complex) = z
-(z::Complex) = Complex(-z.re, -z.im)
+(z::Complex, w::Complex) = Complex(z.re + w.re, z.im + w.im)
-(z::Complex, w::Complex) = Complex(z.re - w.re, z.im - w.im)
*(z::Complex, w::Complex) = Complex(z.re * w.re - z.im * w.im, z.re * w.im + z.im * w.re)
# With a real number, the other part is left alone, so that zeros keep their signs.
+(x::Real, z::Complex) = Complex(x + z.re, z.im)
+(z::Complex, x::Real) = Complex(x + z.re, z.im)
-(x::Real, z::Complex) = Complex(x - z.re, -z.im)
-(z::Complex, x::Real) = Complex(z.re - x, z.im)
*(x::Real, z::Complex) = Complex(x * z.re, x * z.im)
*(z::Complex, x::Real) = Complex(x * z.re, x * z.im)
/(z::Complex, x::Real) = Complex(z.re / x, z.im / x)
/(x::Real, z::Complex) = x * inv(z)
# `im` has no real part to be rounded or to make a NaN.
*(x::Bool, z::Complex{Bool}) = Complex(x & z.re, x & z.im)
*(z::Complex{Bool}, x::Bool) = x * z
*(x::Bool, z::Complex) = x ? z : Complex(copysign_zero(z.re), copysign_zero(z.im))
*(z::Complex, x::Bool) = x * z
*(x::Real, z::Complex{Bool}) = real_times_bools(x, z)
*(z::Complex{Bool}, x::Real) = real_times_bools(x, z)
+(x::Bool, z::Complex{Bool}) = Complex(x + z.re, z.im + 0)
+(z::Complex{Bool}, x::Bool) = x + z
+(x::Real, z::Complex{Bool}) = Complex(x + z.re, oftype(x + z.re, z.im))
+(z::Complex{Bool}, x::Real) = x + z
-(x::Real, z::Complex{Bool}) = Complex(x - z.re, -oftype(x - z.re, z.im))
-(z::Complex{Bool}, x::Real) = Complex(z.re - x, oftype(z.re - x, z.im))
copysign_zero(x) = copysign(zero(x), x)
copysign_zero(x::Integer) = zero(x)
real_times_bools(x, z) = Complex(z.re * x, z.im * x)

function inv(z::Complex)
    c, d = reim(z)
    (isinf(c) | isinf(d)) && return complex(copysign(zero(c), c), flipsign(-zero(d), d))
    conj(z) / abs2(z)
end
inv(z::Complex{<:Integer}) = inv(float(z))
function inv(z::Complex{Float64})
    one(ComplexF64) / z
end
/(z::Complex{T}, w::Complex{T}) where {T<:Real} = complex_quotient(float(z), float(w))
/(z::Complex{Rational{T}}, w::Complex{Rational{T}}) where {T} = (d = abs2(w); n = z * conj(w); Complex(n.re / d, n.im / d))
/(z::Complex, w::Complex) = /(promote(z, w)...)
//(z::Complex, x::Real) = Complex(z.re // x, z.im // x)
//(x::Number, z::Complex) = x * conj(z) // abs2(z)
# Baudin and Smith's division: scaled against overflow, each part by the better of two orders.
complex_quotient(z::Complex{Float32}, w::Complex{Float32}) = ComplexF32(complex_quotient(ComplexF64(z), ComplexF64(w)))
function complex_quotient(z::Complex{Float64}, w::Complex{Float64})
    a, b = reim(z)
    c, d = reim(w)
    if isinf(w)
        isfinite(z) && return Complex(zero(a) * sign(a) * sign(c), -zero(b) * sign(b) * sign(d))
        return Complex(NaN, NaN)
    end
    half = 0.5
    two = 2.0
    ab = max(abs(a), abs(b))
    cd = max(abs(c), abs(d))
    large = floatmax(Float64)
    small = floatmin(Float64)
    epsilon = eps(Float64)
    bs = two / (epsilon * epsilon)
    s = 1.0
    if ab >= half * large
        a, b, s = half * a, half * b, two * s
    end
    if cd >= half * large
        c, d, s = half * c, half * d, s * half
    end
    if ab <= small * two / epsilon
        a, b, s = a * bs, b * bs, s / bs
    end
    if cd <= small * two / epsilon
        c, d, s = c * bs, d * bs, s * bs
    end
    if abs(d) <= abs(c)
        p, q = quotient_parts(a, b, c, d)
    else
        p, q = quotient_parts(b, a, d, c)
        q = -q
    end
    Complex(p * s, q * s)
end
function quotient_parts(a, b, c, d)
    r = d / c
    t = 1.0 / (c + d * r)
    p = quotient_part(a, b, c, d, r, t)
    q = quotient_part(b, -a, c, d, r, t)
    (p, q)
end
function quotient_part(a, b, c, d, r, t)
    if r != 0
        br = b * r
        br != 0 ? (a + br) * t : a * t + (b * t) * r
    else
        (a + d * (b / c)) * t
    end
end

function sqrt(z::Complex)
    z = float(z)
    x, y = reim(z)
    T = typeof(x)
    x == y == 0 && return Complex(zero(x), y)
    ρ, k = scaled_square_sum(x, y)
    isfinite(x) && (ρ = ldexp(abs(x), -k) + sqrt(ρ))
    if isodd(k)
        k = div(k - 1, 2)
    else
        k = div(k, 2) - 1
        ρ += ρ
    end
    ρ = ldexp(sqrt(ρ), k)
    re, imaginary = ρ, y
    if ρ != 0
        isfinite(imaginary) && (imaginary = (imaginary / ρ) / 2)
        if x < 0
            re = abs(imaginary)
            imaginary = flipsign(ρ, y)
        end
    end
    Complex(re, imaginary)
end
# x² + y² as ρ * 4^k without overflow.
function scaled_square_sum(x::T, y::T) where {T}
    k = 0
    ρ = x * x + y * y
    if !isfinite(ρ) && (isinf(x) || isinf(y))
        ρ = T(Inf)
    elseif isinf(ρ) || (ρ == 0 && (x != 0 || y != 0)) || ρ < nextfloat(zero(T)) / (2 * eps(T)^2)
        m = max(abs(x), abs(y))
        k = m == 0 ? 0 : exponent(m)
        xk, yk = ldexp(x, -k), ldexp(y, -k)
        ρ = xk * xk + yk * yk
    end
    (ρ, k)
end
function exp(z::Complex)
    x, y = reim(float(z))
    isnan(x) && return Complex(x, iszero(y) ? y : x)
    if !isfinite(y)
        x == Inf && return Complex(-x, oftype(x, NaN))
        x == -Inf && return Complex(-zero(x), copysign(zero(x), y))
        return Complex(oftype(x, NaN), oftype(x, NaN))
    end
    e = exp(x)
    iszero(y) && return Complex(e, y)
    s, c = sincos(y)
    Complex(e * c, e * s)
end
function log(z::Complex)
    w = float(z)
    x, y = reim(w)
    T = typeof(x)
    ρ, k = scaled_square_sum(x, y)
    little, large = minmax(abs(x), abs(y))
    # Near the unit circle the square sum loses what matters.
    if k == 0 && 0.5 < large * large && (large <= T(1.25) || ρ < 3)
        return Complex(log1p((large - 1) * (large + 1) + little * little) / 2, angle(w))
    end
    Complex(log(ρ) / 2 + k * log(T(2)), angle(w))
end
^(z::Complex, n::Bool) = n ? z : one(z)
^(z::Complex, n::Integer) = n >= 0 ? power_by_squaring(z, n) : power_by_squaring(inv(z), -n)
^(z::Complex{<:Integer}, n::Integer) = n >= 0 ? power_by_squaring(z, n) : power_by_squaring(inv(float(z)), -n)
literal_pow(::typeof(^), z::Complex, ::Val{2}) = z * z
sin(z::Complex) = ((x, y) = reim(float(z)); Complex(sin(x) * cosh(y), cos(x) * sinh(y)))
cos(z::Complex) = ((x, y) = reim(float(z)); Complex(cos(x) * cosh(y), -(sin(x) * sinh(y))))
round(z::Complex; digits::Union{Nothing, Integer}=nothing) = digits === nothing ? Complex(round(z.re), round(z.im)) : Complex(round(z.re; digits=digits), round(z.im; digits=digits))
isapprox(z::Complex, w::Complex; atol::Real=0, rtol::Real=relative_tolerance(z, w, atol)) = is_close(z, w, atol, rtol)

# From text: "3+4im", "2.5 - 1im", "4im", "7". The sign that divides the parts is no exponent's.
parse(::Type{Complex{T}}, s::AbstractString) where {T<:Real} = parse_complex(T, String(s), true)
tryparse(::Type{Complex{T}}, s::AbstractString) where {T<:Real} = parse_complex(T, String(s), false)
parse(::Type{Complex}, s::AbstractString) = parse(Complex{Int}, s)
function parse_complex(::Type{T}, text::String, raise) where {T}
    s = strip(text)
    isempty(s) && return raise ? parse_error("cannot parse $(repr(text)) as Complex{$T}") : nothing
    unit = findlast(c -> c == 'i' || c == 'j', s)
    has_unit = unit !== nothing && (s[unit:end] == "im" || s[unit:end] == "i" || s[unit:end] == "j") && isdigit_or_dot(rstrip(s[1:prevind(s, unit)]))
    if !has_unit
        re = raise ? parse(T, s) : tryparse(T, s)
        return re === nothing ? nothing : Complex{T}(re, zero(T))
    end
    body = rstrip(s[1:prevind(s, unit)])
    cut = findlast(i -> i > 1 && (body[i] == '+' || body[i] == '-') && !(body[i-1] in "eEfF+-"), 1:ncodeunits(body))
    if cut === nothing
        im_part = raise ? parse(T, body) : tryparse(T, body)
        return im_part === nothing ? nothing : Complex{T}(zero(T), im_part)
    end
    digits = lstrip(body[cut+1:end])
    re, size_of = raise ? (parse(T, rstrip(body[1:cut-1])), parse(T, digits)) : (tryparse(T, rstrip(body[1:cut-1])), tryparse(T, digits))
    (re === nothing || size_of === nothing) && return nothing
    Complex{T}(re, body[cut] == '-' ? -size_of : size_of)
end
isdigit_or_dot(s) = !isempty(s) && (isdigit(s[end]) || s[end] == '.')
