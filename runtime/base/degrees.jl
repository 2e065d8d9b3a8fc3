# Trigonometry in degrees, exact where the result is; sines over their arguments.

# Degrees of at most 45 to radians, as a sum of two floats.
function radians_of(x::Float64)
    high = without_low_half(x)
    low = x - high
    factor_high, factor_low = 0.01745329238474369, 1.3519960527851425e-10
    product = 0.017453292519943295 * x
    (product, high * factor_low + (low * factor_high + ((high * factor_high - product) + low * factor_low)))
end
sin_of_degrees(x::Float64) = ((a, b) = radians_of(x); sin_reduced(a, b))
cos_of_degrees(x::Float64) = ((a, b) = radians_of(x); cos_reduced(a, b))
function sind(x::Float64)
    isinf(x) && throw(DomainError(x, "`x` cannot be infinite."))
    isnan(x) && return x
    r = copysign(rem(x, 360.0), x)
    a = abs(r)
    r == 0 && return r
    a < 45 && return sin_of_degrees(r)
    a <= 135 && return copysign(cos_of_degrees(90.0 - a), r)
    a == 180 && return copysign(0.0, r)
    a < 225 && return sin_of_degrees((180.0 - a) * sign(r))
    a <= 315 && return -copysign(cos_of_degrees(270.0 - a), r)
    sin_of_degrees(r - copysign(360.0, r))
end
function cosd(x::Float64)
    isinf(x) && throw(DomainError(x, "`x` cannot be infinite."))
    isnan(x) && return x
    r = abs(rem(x, 360.0))
    r <= 45 && return cos_of_degrees(r)
    r < 135 && return sin_of_degrees(90.0 - r)
    r <= 225 && return -cos_of_degrees(180.0 - r)
    r < 315 && return sin_of_degrees(r - 270.0)
    cos_of_degrees(360.0 - r)
end
tand(x::Float64) = sind(x) / cosd(x)
for f in (:sind, :cosd, :tand)
    @eval $f(x::Union{Integer, Rational}) = $f(Float64(x))
end
sincosd(x) = (sind(x), cosd(x))
secd(x) = inv(cosd(x))
cscd(x) = inv(sind(x))
cotd(x) = inv(tand(x))
asind(x) = rad2deg(asin(x))
acosd(x) = rad2deg(acos(x))
atand(x) = rad2deg(atan(x))
atand(y, x) = rad2deg(atan(y, x))
asecd(x) = rad2deg(asec(x))
acscd(x) = rad2deg(acsc(x))
acotd(x) = rad2deg(acot(x))
acsch(x) = asinh(inv(x))
acoth(x) = atanh(inv(x))
