# Irrational constants: exact until they meet another number.

abstract type AbstractIrrational <: Real end
struct Irrational{name} <: AbstractIrrational end
const π = Irrational{:π}()
const pi = π
const ℯ = Irrational{:ℯ}()
const γ_value = Irrational{:γ}()
const φ_value = Irrational{:φ}()
const catalan_value = Irrational{:catalan}()

Float64(::Irrational{:π}) = 3.141592653589793
Float64(::Irrational{:ℯ}) = 2.718281828459045
Float64(::Irrational{:γ}) = 0.5772156649015329
Float64(::Irrational{:φ}) = 1.618033988749895
Float64(::Irrational{:catalan}) = 0.915965594177219
Float32(x::Irrational) = Float32(Float64(x))
Float16(x::Irrational) = Float16(Float64(x))
AbstractFloat(x::Irrational) = Float64(x)
float(::Type{<:AbstractIrrational}) = Float64
promote_rule(::Type{<:AbstractIrrational}, ::Type{Float16}) = Float16
promote_rule(::Type{<:AbstractIrrational}, ::Type{Float32}) = Float32
promote_rule(::Type{<:AbstractIrrational}, ::Type{<:AbstractIrrational}) = Float64
promote_rule(::Type{<:AbstractIrrational}, ::Type{T}) where {T<:Real} = promote_type(Float64, T)
convert(::Type{T}, x::AbstractIrrational) where {T<:Number} = T(x)
convert(::Type{T}, x::T) where {T<:AbstractIrrational} = x
(::Type{T})(x::AbstractIrrational) where {T<:BitInteger} = throw(InexactError(nameof(T), T, x))

+(x::AbstractIrrational, y::AbstractIrrational) = Float64(x) + Float64(y)
-(x::AbstractIrrational, y::AbstractIrrational) = Float64(x) - Float64(y)
*(x::AbstractIrrational, y::AbstractIrrational) = Float64(x) * Float64(y)
/(x::AbstractIrrational, y::AbstractIrrational) = Float64(x) / Float64(y)
^(x::AbstractIrrational, y::AbstractIrrational) = Float64(x)^Float64(y)
*(x::Bool, y::AbstractIrrational) = x ? Float64(y) : 0.0
-(x::AbstractIrrational) = -Float64(x)
^(x::AbstractIrrational, n::Integer) = Float64(x)^n
^(::Irrational{:ℯ}, x::Real) = exp(x)
^(::Irrational{:ℯ}, x::Integer) = exp(x)
^(::Irrational{:ℯ}, x::AbstractIrrational) = exp(x)
literal_pow(::typeof(^), ::Irrational{:ℯ}, ::Val{p}) where {p} = exp(p)
log(::Irrational{:ℯ}) = 1
log(::Irrational{:ℯ}, x::Number) = log(x)
==(::Irrational{s}, ::Irrational{s}) where {s} = true
==(::AbstractIrrational, ::AbstractIrrational) = false
==(x::AbstractIrrational, y::Real) = false
==(x::Real, y::AbstractIrrational) = false
<(::Irrational{s}, ::Irrational{s}) where {s} = false
<(x::AbstractIrrational, y::AbstractIrrational) = Float64(x) < Float64(y)
<=(x::AbstractIrrational, y::AbstractIrrational) = x == y || x < y
# Which side of the exact value its nearest float lies on.
is_below(::Irrational{:π}) = true
is_below(::Irrational{:ℯ}) = true
is_below(::Irrational{:γ}) = false
is_below(::Irrational{:φ}) = false
is_below(::Irrational{:catalan}) = false
<(x::AbstractIrrational, y::Float64) = Float64(x) < y || (Float64(x) == y && !is_below(x))
<(y::Float64, x::AbstractIrrational) = y < Float64(x) || (y == Float64(x) && is_below(x))
<(x::AbstractIrrational, y::Real) = x < Float64(y)
<(y::Real, x::AbstractIrrational) = Float64(y) < x
<=(x::AbstractIrrational, y::Real) = x < y
<=(x::Real, y::AbstractIrrational) = x < y
isinteger(::AbstractIrrational) = false
isfinite(::AbstractIrrational) = true
isnan(::AbstractIrrational) = false
isinf(::AbstractIrrational) = false
iszero(::AbstractIrrational) = false
isone(::AbstractIrrational) = false
signbit(::AbstractIrrational) = false
sign(::AbstractIrrational) = 1.0
zero(::AbstractIrrational) = false
one(::AbstractIrrational) = true
zero(::Type{<:AbstractIrrational}) = false
one(::Type{<:AbstractIrrational}) = true
abs(x::AbstractIrrational) = x
round(x::AbstractIrrational) = round(Float64(x))
floor(x::AbstractIrrational) = floor(Float64(x))
ceil(x::AbstractIrrational) = ceil(Float64(x))
trunc(x::AbstractIrrational) = trunc(Float64(x))
round(::Type{T}, x::AbstractIrrational) where {T<:Integer} = round(T, Float64(x))
floor(::Type{T}, x::AbstractIrrational) where {T<:Integer} = floor(T, Float64(x))
ceil(::Type{T}, x::AbstractIrrational) where {T<:Integer} = ceil(T, Float64(x))
trunc(::Type{T}, x::AbstractIrrational) where {T<:Integer} = trunc(T, Float64(x))
sin(::Irrational{:π}) = 0.0
cos(::Irrational{:π}) = -1.0
tan(::Irrational{:π}) = 0.0
show(io::IO, ::Irrational{name}) where {name} = print(io, name)
