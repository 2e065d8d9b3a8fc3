# Trigonometry in degrees: the angle is reduced exactly before it becomes radians, so that multiples of 30 and 45 come
# out as in the school book. And the rarer inverse functions.

# Degrees as radians, as a sum of two floats: the product of 26-bit halves is exact.
function radians_in_two(x::Float64)
    scaled = 134217729.0 * x
    high = scaled - (scaled - x)
    low = x - high
    y = 0.017453292519943295 * x
    rest = high * 1.3519960527851425e-10 + (low * 0.01745329238474369 + ((high * 0.01745329238474369 - y) + low * 1.3519960527851425e-10))
    (y, rest)
end
sin_in_degrees(x::Float64) = ((y, rest) = radians_in_two(x); sin_reduced(y, rest))
cos_in_degrees(x::Float64) = ((y, rest) = radians_in_two(x); cos_reduced(y, rest))
sin_in_degrees(x::T) where {T<:Union{Float16, Float32}} = T(sin_in_degrees(Float64(x)))
cos_in_degrees(x::T) where {T<:Union{Float16, Float32}} = T(cos_in_degrees(Float64(x)))
@noinline throw_infinite(x) = throw(DomainError(x, "`x` cannot be infinite."))

function sind(x::Real)
    isinf(x) && throw_infinite(x)
    isnan(x) && return float(x)
    r = copysign(float(rem(x, 360)), x)
    a = abs(r)
    if iszero(r)
        r
    elseif a < 45
        sin_in_degrees(r)
    elseif a <= 135
        copysign(cos_in_degrees(90 - a), r)
    elseif a == 180
        copysign(zero(r), r)
    elseif a < 225
        sin_in_degrees((180 - a) * sign(r))
    elseif a <= 315
        -copysign(cos_in_degrees(270 - a), r)
    else
        sin_in_degrees(r - copysign(oftype(r, 360), r))
    end
end
function cosd(x::Real)
    isinf(x) && throw_infinite(x)
    isnan(x) && return float(x)
    a = abs(float(rem(x, 360)))
    if a <= 45
        cos_in_degrees(a)
    elseif a < 135
        sin_in_degrees(90 - a)
    elseif a <= 225
        -cos_in_degrees(180 - a)
    elseif a < 315
        sin_in_degrees(a - 270)
    else
        cos_in_degrees(360 - a)
    end
end
tand(x::Real) = sind(x) / cosd(x)
sincosd(x::Real) = (sind(x), cosd(x))
secd(x::Real) = inv(cosd(x))
cscd(x::Real) = inv(sind(x))
cotd(x::Real) = inv(tand(x))
asind(x::Real) = rad2deg(asin(x))
acosd(x::Real) = rad2deg(acos(x))
atand(x::Real) = rad2deg(atan(x))
atand(y::Real, x::Real) = rad2deg(atan(y, x))
asecd(x::Real) = rad2deg(asec(x))
acscd(x::Real) = rad2deg(acsc(x))
acotd(x::Real) = rad2deg(acot(x))
asech(x::Real) = acosh(inv(x))
acsch(x::Real) = asinh(inv(x))
acoth(x::Real) = atanh(inv(x))

sinc(x::Integer) = iszero(x) ? one(x) : zero(x)
sinc(x::Real) = iszero(x) ? one(x) : (isinf(x) ? zero(x) : sinpi(x) / (π * x))
