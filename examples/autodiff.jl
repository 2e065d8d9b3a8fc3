# Derivatives without formulas: numbers that carry their derivative along (dual numbers), by multiple dispatch alone.
struct Dual{T<:Real} <: Number
    value::T
    slope::T
end
Dual(value::Real, slope::Real) = Dual(promote(value, slope)...)

import Base: +, -, *, /, ^, sqrt, sin, cos, exp, convert, promote_rule, show
a::Dual + b::Dual = Dual(a.value + b.value, a.slope + b.slope)
a::Dual - b::Dual = Dual(a.value - b.value, a.slope - b.slope)
-(a::Dual) = Dual(-a.value, -a.slope)
a::Dual * b::Dual = Dual(a.value * b.value, a.slope * b.value + a.value * b.slope)
a::Dual / b::Dual = Dual(a.value / b.value, (a.slope * b.value - a.value * b.slope) / (b.value * b.value))
a::Dual ^ n::Integer = n == 0 ? Dual(one(a.value), zero(a.value)) : a * a^(n - 1)
sqrt(a::Dual) = Dual(sqrt(a.value), a.slope / (2 * sqrt(a.value)))
sin(a::Dual) = Dual(sin(a.value), cos(a.value) * a.slope)
cos(a::Dual) = Dual(cos(a.value), -sin(a.value) * a.slope)
exp(a::Dual) = Dual(exp(a.value), exp(a.value) * a.slope)
convert(::Type{Dual{T}}, x::Real) where {T<:Real} = Dual{T}(convert(T, x), zero(T))
promote_rule(::Type{Dual{T}}, ::Type{S}) where {T<:Real,S<:Real} = Dual{promote_type(T, S)}
show(io::IO, a::Dual) = print(io, a.value, " + ", a.slope, "ε")

# The derivative of any function that is written for numbers.
slope(f, x) = f(Dual(float(x), 1.0)).slope

function newton(f, x; steps=20, enough=1.0e-12)
    for step in 1:steps
        y = f(Dual(x, 1.0))
        abs(y.value) < enough && return x, step
        x -= y.value / y.slope
    end
    return x, steps
end

cubic(x) = x^3 - 2x - 5
bell(x) = exp(-x * x / 2)
# A loop is as good as a formula.
function root(x)
    guess = x / 2
    for i in 1:12
        guess = (guess + x / guess) / 2
    end
    return guess
end

println("the cubic at 2: ", cubic(Dual(2.0, 1.0)))
println("slope of the bell at 1: ", round(slope(bell, 1.0), digits=10), ", by hand ", round(-exp(-0.5), digits=10))
println("slope of the root at 9: ", round(slope(root, 9.0), digits=10), ", by hand ", round(1 / 6, digits=10))
for (name, f, start) in (("x^3 - 2x - 5", cubic, 2.0), ("cos(x) - x", x -> cos(x) - x, 1.0), ("root(x) - 7", x -> root(x) - 7, 10.0))
    x, steps = newton(f, start)
    println(rpad(name, 14), " is zero at ", round(x, digits=10), " after ", steps, " steps")
end

# Steepest descent along a valley, two slopes at a time.
function descend(f, x, y, rate, steps)
    for step in 1:steps
        dx = f(Dual(x, 1.0), Dual(y, 0.0)).slope
        dy = f(Dual(x, 0.0), Dual(y, 1.0)).slope
        x, y = x - rate * dx, y - rate * dy
    end
    return x, y
end
x, y = descend((x, y) -> (1 - x)^2 + 20 * (y - x^2)^2, -1.0, 1.0, 0.002, 60000)
println("the valley's lowest point: (", round(x, digits=4), ", ", round(y, digits=4), ")")
