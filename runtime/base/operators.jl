# Operators in terms of each other, and the functions that syntax calls.

# A call with keywords calls this; definitions with keywords add methods to it.
function kwcall end

!(x::Bool) = Core.not_int(x)
==(x, y) = x === y
!=(x, y) = !(x == y)
# Told apart by a branch, so that inference learns what it says about `x`: `while next !== nothing`.
!==(x, y) = x === y ? false : true
>(x, y) = y < x
<=(x, y) = (x < y) | (x == y)
>=(x, y) = y <= x
const ≠ = !=
const ≤ = <=
const ≥ = >=
const ≡ = ===
const ≢ = !==

isequal(x, y) = (x == y)::Bool
<(x, y) = isless(x, y)

max(x, y) = isless(y, x) ? x : y
min(x, y) = isless(y, x) ? y : x
max(x, y, z, rest...) = max(max(x, y), z, rest...)
min(x, y, z, rest...) = min(min(x, y), z, rest...)
minmax(x, y) = isless(y, x) ? (y, x) : (x, y)
minmax(x::Real, y::Real) = (min(x, y), max(x, y))

+(a, b, c, rest...) = +(a + b, c, rest...)
*(a, b, c, rest...) = *(a * b, c, rest...)
(&)(a, b, c, rest...) = (&)(a & b, c, rest...)
|(a, b, c, rest...) = |(a | b, c, rest...)
⊻(a, b, c, rest...) = ⊻(a ⊻ b, c, rest...)

identity(x) = x
|>(x, f) = f(x)
(>:)(a, b) = b <: a

clamp(x::A, low::B, high::C) where {A, B, C} = x > high ? convert(promote_type(A, B, C), high) : (x < low ? convert(promote_type(A, B, C), low) : convert(promote_type(A, B, C), x))

getproperty(x, name::Symbol) = getfield(x, name)
setproperty!(x, name::Symbol, value) = setfield!(x, name, convert(fieldtype(typeof(x), name), value))

eltype(x) = eltype(typeof(x))
eltype(::Type) = Any
ifelse(c::Bool, x, y) = Core.ifelse(c, x, y)

struct Val{p} end
Val(x) = Val{x}()

isconcretetype(T) = Core.isconcretetype(T)
