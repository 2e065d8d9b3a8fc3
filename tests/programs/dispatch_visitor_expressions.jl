# Symbolic expressions: simplification and derivatives by dispatch, printing with precedence.
abstract type Expression end
struct Const <: Expression
    value::Int
end
struct Variable <: Expression
    name::Symbol
end
struct Sum <: Expression
    a::Expression
    b::Expression
end
struct Product <: Expression
    a::Expression
    b::Expression
end
struct Power <: Expression
    base::Expression
    n::Int
end
import Base: +, *, ^, show, ==
lift(x::Expression) = x
lift(x::Int) = Const(x)
+(a::Expression, b::Union{Expression,Int}) = Sum(a, lift(b))
+(a::Int, b::Expression) = Sum(lift(a), b)
*(a::Expression, b::Expression) = Product(a, b)
*(a::Int, b::Expression) = Product(lift(a), b)
^(a::Expression, n::Int) = Power(a, n)
(e::Expression)(; values...) = evaluate(e, Dict(values))
evaluate(c::Const, env) = c.value
evaluate(v::Variable, env) = env[v.name]
evaluate(s::Sum, env) = evaluate(s.a, env) + evaluate(s.b, env)
evaluate(p::Product, env) = evaluate(p.a, env) * evaluate(p.b, env)
evaluate(p::Power, env) = evaluate(p.base, env)^p.n
d(::Const, x) = Const(0)
d(v::Variable, x) = Const(v.name === x ? 1 : 0)
d(s::Sum, x) = d(s.a, x) + d(s.b, x)
d(p::Product, x) = d(p.a, x) * p.b + p.a * d(p.b, x)
d(p::Power, x) = p.n * p.base^(p.n - 1) * d(p.base, x)
simplify(e::Expression) = e
simplify(s::Sum) = add(simplify(s.a), simplify(s.b))
simplify(p::Product) = mul(simplify(p.a), simplify(p.b))
simplify(p::Power) = p.n == 0 ? Const(1) : p.n == 1 ? simplify(p.base) : Power(simplify(p.base), p.n)
add(a::Const, b::Const) = Const(a.value + b.value)
add(a, b) = a == Const(0) ? b : b == Const(0) ? a : Sum(a, b)
mul(a::Const, b::Const) = Const(a.value * b.value)
mul(a, b::Const) = mul(b, a)
mul(a::Const, b) = a.value == 0 ? Const(0) : a.value == 1 ? b : b isa Product && b.a isa Const ? mul(Const(a.value * b.a.value), b.b) : Product(a, b)
mul(a, b) = Product(a, b)
level(::Union{Const,Variable}) = 4
level(::Power) = 3
level(::Product) = 2
level(::Sum) = 1
inner(io, e, at) = level(e) < at ? print(io, "(", e, ")") : print(io, e)
show(io::IO, c::Const) = print(io, c.value)
show(io::IO, v::Variable) = print(io, v.name)
show(io::IO, s::Sum) = print(io, s.a, " + ", s.b)
show(io::IO, p::Product) = (inner(io, p.a, 2); print(io, "*"); inner(io, p.b, 2))
show(io::IO, p::Power) = (inner(io, p.base, 4); print(io, "^", p.n))
x, y = Variable(:x), Variable(:y)
f = 3 * x^2 + 2 * x * y + 7
println(f, "   at x=2,y=3: ", f(x=2, y=3))
println(simplify(d(f, :x)), "   ", simplify(d(f, :y)), "   ", simplify(d(d(f, :x), :x)))
g = (x + 1)^3 * (y + 2)
println(g, " ", simplify(d(g, :x)), " ", g(x=1, y=0))
println(x == Variable(:x), " ", Const(2) == Const(2), " ", simplify(0 * x + 5))
