# Conversion and promotion: to which common type the operands of mixed arithmetic are converted.

const BitSigned = Union{Int8, Int16, Int32, Int64, Int128}
const BitUnsigned = Union{UInt8, UInt16, UInt32, UInt64, UInt128}
const BitInteger = Union{Int8, Int16, Int32, Int64, Int128, UInt8, UInt16, UInt32, UInt64, UInt128}
const IEEEFloat = Union{Float16, Float32, Float64}
const Int = Int64
const UInt = UInt64

convert(::Type{T}, x::T) where {T} = x
convert(::Type{T}, x::Number) where {T<:Number} = T(x)
convert(::Type{Any}, x) = x
convert(::Type{T}, x::T) where {T<:Number} = x
convert(::Type{T}, x) where {T} = convert_default(T, x)

# Without a method of its own, only a value of the type itself converts.
function convert_default(::Type{T}, x) where {T}
    x isa T && return x
    # To a type that allows for absence a value converts as to the type without.
    S = without_absent(T)
    S === T || S === Union{} ? throw(MethodError(convert, (T, x))) : convert(S, x)
end

promote_rule(::Type, ::Type) = Union{}
promote_rule(::Type{Int16}, ::Type{<:Union{Int8, UInt8}}) = Int16
promote_rule(::Type{Int32}, ::Type{<:Union{Int8, UInt8, Int16, UInt16}}) = Int32
promote_rule(::Type{Int64}, ::Type{<:Union{Int8, UInt8, Int16, UInt16, Int32, UInt32}}) = Int64
promote_rule(::Type{Int128}, ::Type{<:Union{Int8, UInt8, Int16, UInt16, Int32, UInt32, Int64, UInt64}}) = Int128
promote_rule(::Type{UInt8}, ::Type{Int8}) = UInt8
promote_rule(::Type{UInt16}, ::Type{<:Union{Int8, UInt8, Int16}}) = UInt16
promote_rule(::Type{UInt32}, ::Type{<:Union{Int8, UInt8, Int16, UInt16, Int32}}) = UInt32
promote_rule(::Type{UInt64}, ::Type{<:Union{Int8, UInt8, Int16, UInt16, Int32, UInt32, Int64}}) = UInt64
promote_rule(::Type{UInt128}, ::Type{<:Union{Int8, UInt8, Int16, UInt16, Int32, UInt32, Int64, UInt64, Int128}}) = UInt128
promote_rule(::Type{T}, ::Type{Bool}) where {T<:Union{BitInteger, IEEEFloat}} = T
promote_rule(::Type{Float16}, ::Type{<:BitInteger}) = Float16
promote_rule(::Type{Float32}, ::Type{<:Union{BitInteger, Float16}}) = Float32
promote_rule(::Type{Float64}, ::Type{<:Union{BitInteger, Float16, Float32}}) = Float64

promote_type() = Union{}
promote_type(::Type{T}) where {T} = T
promote_type(::Type{T}, ::Type{T}) where {T} = T
# No value is of the empty union: it gives way to any other, whatever rules also match it.
promote_type(::Type{Union{}}, ::Type{Union{}}) = Union{}
promote_type(::Type{Union{}}, ::Type{T}) where {T} = T
promote_type(::Type{T}, ::Type{Union{}}) where {T} = T
promote_type(::Type{T}, ::Type{S}) where {T, S} = promote_result(T, S, promote_rule(T, S), promote_rule(S, T))
promote_type(a, b, c, rest...) = promote_type(promote_type(a, b), c, rest...)
promote_result(a, b, c, d) = promote_result_of(a, b, promote_known(c, d))
# Either rule may be given; the other then says nothing.
promote_known(::Type{Union{}}, ::Type{Union{}}) = Union{}
promote_known(::Type{T}, ::Type{Union{}}) where {T} = T
promote_known(::Type{Union{}}, ::Type{T}) where {T} = T
promote_known(::Type{T}, ::Type{S}) where {T, S} = promote_type(T, S)
promote_result_of(::Type{T}, ::Type{S}, ::Type{Union{}}) where {T, S} = typejoin(T, S)
promote_result_of(::Type{T}, ::Type{S}, ::Type{R}) where {T, S, R} = R

typejoin(a, b) = Core.typejoin(a, b)
typejoin(a, b, c, rest...) = typejoin(typejoin(a, b), c, rest...)

promote_typeof(x) = typeof(x)
promote_typeof(x, y) = promote_type(typeof(x), typeof(y))
promote_typeof(x, y, z, rest...) = promote_type_with(promote_typeof(x, y), z, rest...)
promote_type_with(T, x) = promote_type(T, typeof(x))
promote_type_with(T, x, rest...) = promote_type_with(promote_type(T, typeof(x)), rest...)

promote(x) = (x,)
promote(x::T, y::T) where {T} = (x, y)
function promote(x::T, y::S) where {T, S}
    R = promote_type(T, S)
    if R === T && R === S
        return (x, y)
    end
    a, b = convert(R, x), convert(R, y)
    typeof(a) === typeof(x) && typeof(b) === typeof(y) && promotion_failed(x, y)
    (a, b)
end
promote(x::T, y::T, rest::T...) where {T} = (x, y, rest...)
function promote(x, y, z)
    R = promote_typeof(x, y, z)
    changed = (convert(R, x), convert(R, y), convert(R, z))
    typeof(changed) === typeof((x, y, z)) && promotion_failed(x, y, z)
    changed
end
function promote(x, y, z, w, rest...)
    R = promote_typeof(x, y, z, w, rest...)
    changed = map(item -> convert(R, item), (x, y, z, w, rest...))
    typeof(changed) === typeof((x, y, z, w, rest...)) && promotion_failed(x, y, z, w, rest...)
    changed
end
@noinline promotion_failed(xs...) =
    throw(ErrorException(string("promotion of types ", join(map(typeof, xs), ", ", " and "), " failed to change any arguments")))

# Mixed numbers: promote, and refuse if that changed nothing.
function promoted(x, y)
    a, b = promote(x, y)
    if typeof(a) !== typeof(b)
        throw(ErrorException(string("promotion of types ", typeof(x), " and ", typeof(y), " failed to change any arguments")))
    end
    (a, b)
end
same_type_error(name, x) = throw(MethodError(name, (x, x)))

+(x::Number, y::Number) = +(promoted(x, y)...)
-(x::Number, y::Number) = -(promoted(x, y)...)
*(x::Number, y::Number) = *(promoted(x, y)...)
/(x::Number, y::Number) = /(promoted(x, y)...)
^(x::Number, y::Number) = ^(promoted(x, y)...)
==(x::Number, y::Number) = ==(promoted(x, y)...)
<(x::Real, y::Real) = <(promoted(x, y)...)
<=(x::Real, y::Real) = <=(promoted(x, y)...)
div(x::Real, y::Real) = div(promoted(x, y)...)
rem(x::Real, y::Real) = rem(promoted(x, y)...)
mod(x::Real, y::Real) = mod(promoted(x, y)...)
fld(x::Real, y::Real) = fld(promoted(x, y)...)
cld(x::Real, y::Real) = cld(promoted(x, y)...)
max(x::T, y::T) where {T<:Real} = isless(y, x) ? x : y
min(x::T, y::T) where {T<:Real} = isless(y, x) ? y : x
max(x::Real, y::Real) = max(promoted(x, y)...)
min(x::Real, y::Real) = min(promoted(x, y)...)
+(x::Number) = x
*(x::Number) = x

# Two numbers of one type need no promotion: without a method of their own there is none.
not_defined(name, T) = throw(ErrorException(string(name, " not defined for ", T)))
+(x::T, y::T) where {T<:Number} = not_defined("+", T)
-(x::T, y::T) where {T<:Number} = not_defined("-", T)
*(x::T, y::T) where {T<:Number} = not_defined("*", T)
/(x::T, y::T) where {T<:Number} = not_defined("/", T)
^(x::T, y::T) where {T<:Number} = not_defined("^", T)
<(x::T, y::T) where {T<:Real} = not_defined("<", T)
<=(x::T, y::T) where {T<:Real} = not_defined("<=", T)
