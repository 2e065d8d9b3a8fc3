# Operators in terms of each other, and the functions that syntax calls.

!(x::Bool) = Core.not_int(x)
==(x, y) = x === y
!=(x, y) = !(x == y)
!==(x, y) = !(x === y)
>(x, y) = y < x
<=(x, y) = (x < y) | (x == y)
>=(x, y) = y <= x
const ≠ = !=
const ≤ = <=
const ≥ = >=
const ≡ = ===
const ≢ = !==

isequal(x, y) = (x == y)::Bool
isless(x, y) = (x < y)::Bool

isnothing(x) = x === nothing
something(x) = x === nothing ? throw(ArgumentError("No value arguments present")) : x
something(x, rest...) = x === nothing ? something(rest...) : x

max(x, y) = isless(y, x) ? x : y
min(x, y) = isless(y, x) ? y : x
max(x, y, z, rest...) = max(max(x, y), z, rest...)
min(x, y, z, rest...) = min(min(x, y), z, rest...)
minmax(x, y) = isless(y, x) ? (y, x) : (x, y)

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

struct Pair{A, B}
    first::A
    second::B
end
=>(a, b) = Pair{typeof(a), typeof(b)}(a, b)
