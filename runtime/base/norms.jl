# Norms. The Euclidean one is scaled where squares would overflow or vanish.
function norm(x, p::Real=2)
    isempty(x) && return float(zero(eltype(x)))
    p == 2 && return norm2(x)
    p == 1 && return sum(v -> float(norm(v)), x)
    p == Inf && return float(maximum(norm, x))
    p == -Inf && return float(minimum(norm, x))
    p == 0 && return float(count(!iszero, x))
    sum(v -> norm(v)^p, x)^(1 / p)
end
norm(x::Number, p::Real=2) = p == 0 ? float(x != 0 ? 1 : 0) : float(abs(x))
function norm2(x)
    largest = float(maximum(norm, x))
    (largest == 0 || !isfinite(largest)) && return largest
    if isfinite(length(x) * largest * largest) && largest * largest != 0
        total = abs2(float(norm(first(x))))
        for i in 2:length(x)
            total += abs2(float(norm(x[i])))
        end
        return sqrt(total)
    end
    largest * sqrt(sum(v -> abs2(norm(v) / largest), x))
end

# Arrays are close if their difference is small beside them; with infinite or undefined parts, if each element is.
function isapprox(x::AbstractArray, y::AbstractArray; atol::Real=0, rtol::Real=array_tolerance(x, y, atol), nans::Bool=false, norm::Function=norm)
    d = norm(x - y)
    isfinite(d) && return d <= (iszero(rtol) ? atol : max(atol, rtol * max(norm(x), norm(y))))
    size(x) == size(y) && all(t -> isapprox(t[1], t[2]; atol=atol, rtol=rtol, nans=nans), zip(x, y))
end
array_tolerance(x, y, atol) = atol > 0 ? 0 : max(default_tolerance_of(eltype(x)), default_tolerance_of(eltype(y)))
default_tolerance_of(::Type{T}) where {T<:Number} = real_type(T) <: Union{Integer, Rational} ? 0 : sqrt(eps(real_type(T)))
default_tolerance_of(::Type) = 0
real_type(::Type{T}) where {T<:Real} = T
real_type(::Type{Complex{T}}) where {T} = T
# With the second argument fixed.
isapprox(y; keywords...) = x -> isapprox(x, y; keywords...)
