# Truth values, which are also the integers 0 and 1.

(&)(x::Bool, y::Bool) = Core.and_int(x, y)
|(x::Bool, y::Bool) = Core.or_int(x, y)
⊻(x::Bool, y::Bool) = Core.xor_int(x, y)
~(x::Bool) = Core.not_int(x)
xor(x, y) = x ⊻ y
==(x::Bool, y::Bool) = Core.eq_int(x, y)
<(x::Bool, y::Bool) = !x & y
<=(x::Bool, y::Bool) = !x | y
+(x::Bool) = Int(x)
-(x::Bool) = -Int(x)
+(x::Bool, y::Bool) = Int(x) + Int(y)
-(x::Bool, y::Bool) = Int(x) - Int(y)
*(x::Bool, y::Bool) = x & y
/(x::Bool, y::Bool) = Int(x) / Int(y)
^(x::Bool, y::Bool) = x | !y
*(x::Bool, y::T) where {T<:IEEEFloat} = Core.ifelse(x, y, copysign(zero(y), y))
*(y::T, x::Bool) where {T<:IEEEFloat} = x * y
div(x::Bool, y::Bool) = y ? x : throw(DivideError())
fld(x::Bool, y::Bool) = div(x, y)
cld(x::Bool, y::Bool) = div(x, y)
rem(x::Bool, y::Bool) = y ? false : throw(DivideError())
mod(x::Bool, y::Bool) = rem(x, y)
max(x::Bool, y::Bool) = x | y
min(x::Bool, y::Bool) = x & y
zero(::Type{Bool}) = false
one(::Type{Bool}) = true
typemin(::Type{Bool}) = false
typemax(::Type{Bool}) = true
Bool(x::Bool) = x
Bool(x::Real) = x == 0 ? false : (x == 1 ? true : throw(InexactError(:Bool, Bool, x)))
signbit(x::Bool) = false
abs(x::Bool) = x
sign(x::Bool) = x
isinteger(x::Integer) = true
