# Absent values: `nothing` where there is none, `missing` where one is not known, and what wraps a value.

struct Missing end
const missing = Missing()
ismissing(x) = x === missing
show(io::IO, ::Missing) = print(io, "missing")
struct MissingException <: Exception
    msg::String
end
showerror(io::IO, e::MissingException) = print(io, "MissingException: ", e.msg)

# What is computed from a missing value is missing.
==(::Missing, ::Missing) = missing
==(::Missing, ::Any) = missing
==(::Any, ::Missing) = missing
isequal(::Missing, ::Missing) = true
isequal(::Missing, ::Any) = false
isequal(::Any, ::Missing) = false
<(::Missing, ::Missing) = missing
<(::Missing, ::Any) = missing
<(::Any, ::Missing) = missing
isless(::Missing, ::Missing) = false
isless(::Missing, ::Any) = false
isless(::Any, ::Missing) = true
!(::Missing) = missing
~(::Missing) = missing
-(::Missing) = missing
+(::Missing) = missing
+(::Missing, ::Missing) = missing
+(::Missing, ::Number) = missing
+(::Number, ::Missing) = missing
-(::Missing, ::Missing) = missing
-(::Missing, ::Number) = missing
-(::Number, ::Missing) = missing
*(::Missing, ::Missing) = missing
*(::Missing, ::Number) = missing
*(::Number, ::Missing) = missing
/(::Missing, ::Missing) = missing
/(::Missing, ::Number) = missing
/(::Number, ::Missing) = missing
^(::Missing, ::Missing) = missing
^(::Missing, ::Number) = missing
^(::Number, ::Missing) = missing
div(::Missing, ::Missing) = missing
div(::Missing, ::Number) = missing
div(::Number, ::Missing) = missing
mod(::Missing, ::Missing) = missing
mod(::Missing, ::Number) = missing
mod(::Number, ::Missing) = missing
rem(::Missing, ::Missing) = missing
rem(::Missing, ::Number) = missing
rem(::Number, ::Missing) = missing
min(::Missing, ::Missing) = missing
min(::Missing, ::Any) = missing
min(::Any, ::Missing) = missing
max(::Missing, ::Missing) = missing
max(::Missing, ::Any) = missing
max(::Any, ::Missing) = missing
abs(::Missing) = missing
abs2(::Missing) = missing
sign(::Missing) = missing
sqrt(::Missing) = missing
acos(::Missing) = missing
acosh(::Missing) = missing
asin(::Missing) = missing
asinh(::Missing) = missing
atan(::Missing) = missing
atanh(::Missing) = missing
sin(::Missing) = missing
sinh(::Missing) = missing
cos(::Missing) = missing
cosh(::Missing) = missing
tan(::Missing) = missing
tanh(::Missing) = missing
exp(::Missing) = missing
exp2(::Missing) = missing
expm1(::Missing) = missing
log(::Missing) = missing
log10(::Missing) = missing
log1p(::Missing) = missing
log2(::Missing) = missing
exponent(::Missing) = missing
conj(::Missing) = missing
isnan(::Missing) = missing
isinf(::Missing) = missing
isfinite(::Missing) = missing
iszero(::Missing) = missing
isone(::Missing) = missing
isodd(::Missing) = missing
iseven(::Missing) = missing
float(::Missing) = missing
zero(::Missing) = missing
one(::Missing) = missing
zero(::Type{Missing}) = missing
one(::Type{Missing}) = missing
zero(::Type{Union{T, Missing}}) where {T<:Number} = zero(T)
one(::Type{Union{T, Missing}}) where {T<:Number} = one(T)
*(::Missing, ::Union{String, Char}) = missing
*(::Union{String, Char}, ::Missing) = missing

# Logic needs only one side where that decides.
(&)(::Missing, ::Missing) = missing
(&)(a::Missing, b::Bool) = b ? missing : false
(&)(b::Bool, a::Missing) = b ? missing : false
(&)(::Missing, ::Integer) = missing
(&)(::Integer, ::Missing) = missing
|(::Missing, ::Missing) = missing
|(a::Missing, b::Bool) = b ? true : missing
|(b::Bool, a::Missing) = b ? true : missing
|(::Missing, ::Integer) = missing
|(::Integer, ::Missing) = missing
⊻(::Missing, ::Missing) = missing
⊻(::Missing, ::Bool) = missing
⊻(::Bool, ::Missing) = missing

promote_rule(::Type{Any}, ::Type) = Any
promote_rule(::Type{Missing}, ::Type{T}) where {T} = Union{T, Missing}
promote_rule(::Type{Nothing}, ::Type{T}) where {T} = Union{T, Nothing}
promote_rule(::Type{Union{S, Missing}}, ::Type{T}) where {S, T} = Union{promote_type(S, T), Missing}
promote_rule(::Type{Union{S, Nothing}}, ::Type{T}) where {S, T} = Union{promote_type(S, T), Nothing}
promote_rule(::Type{Union{S, Nothing, Missing}}, ::Type{T}) where {S, T} = Union{promote_type(S, T), Nothing, Missing}
promote_rule(::Type{Union{Nothing, Missing}}, ::Type{T}) where {T} = Union{T, Nothing, Missing}
nonmissingtype(::Type{T}) where {T} = nonmissing_part(T)
nonmissing_part(::Type{Missing}) = Union{}
nonmissing_part(::Type{Union{T, Missing}}) where {T} = T
nonmissing_part(::Type{T}) where {T} = T
nonnothing_part(::Type{Nothing}) = Union{}
nonnothing_part(::Type{Union{T, Nothing}}) where {T} = T
nonnothing_part(::Type{T}) where {T} = T
coalesce() = missing
coalesce(x) = x
coalesce(x, rest...) = ismissing(x) ? coalesce(rest...) : x

# A value that is there, even if it is nothing.
struct Some{T}
    value::T
end
Some(x) = Some{typeof(x)}(x)
==(a::Some, b::Some) = a.value == b.value
isequal(a::Some, b::Some) = isequal(a.value, b.value)
hash(s::Some, h::UInt) = hash(s.value, hash(Some, h))
function show(io::IO, s::Some)
    typeinfo(io) === typeof(s) && return show(io, s.value)
    print(io, "Some(")
    show(io, s.value)
    print(io, ")")
end
isnothing(x) = x === nothing
something() = throw(ArgumentError("No value arguments present"))
something(x) = x
something(::Nothing) = throw(ArgumentError("No value arguments present"))
something(s::Some) = s.value
something(x, rest...) = x
something(::Nothing, rest...) = something(rest...)
something(s::Some, rest...) = s.value
notnothing(x) = x
notnothing(::Nothing) = throw(ArgumentError("No value arguments present"))

# A box for one value.
mutable struct RefValue{T} <: Ref{T}
    x::T
    RefValue{T}() where {T} = new{T}()
    RefValue{T}(x) where {T} = new{T}(convert(T, x))
end
Ref(x) = RefValue{typeof(x)}(x)
Ref{T}() where {T} = RefValue{T}()
Ref{T}(x) where {T} = RefValue{T}(x)
getindex(r::RefValue) = r.x
setindex!(r::RefValue, x) = (r.x = x; r)
eltype(::Type{<:Ref{T}}) where {T} = T
size(::Ref) = ()
length(::Ref) = 1
axes(::Ref) = ()
ndims(::Ref) = 0
iterate(r::Ref) = (r[], nothing)
iterate(r::Ref, ::Nothing) = nothing
show(io::IO, r::RefValue{T}) where {T} = (print(io, "Base.RefValue{", T, "}("); show(io, r.x); print(io, ")"))
