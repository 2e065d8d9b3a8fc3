# keyword edge cases
f(a, b=a; c=b, d...) = (a, b, c, values(d))
println(f(1), f(1, 2), f(1; c=5), f(1, 2; z=3, c=1, y=4))
g(; kw...) = kw
println(length(g(a=1)), " ", collect(keys(g(a=1, b=2))), " ", g(a=1)[:a])
h(x; kw...) = k(x; kw..., extra=1)
k(x; extra=0, other=2) = (x, extra, other)
println(h(1), h(1; other=5), h(1; extra=9))
nt = (b=2, a=1)
println(g(; nt...).data, g(; nt..., a=5).data, g(; a=0, nt...).data)
d = [:x => 1, :y => 2]
println(g(; d...).data)

m(; a::Int=1, b::Vector{T}=Int[]) where T = (a, b, T)
println(m(), m(a=2), m(b=["x"]))
n(x::T, y::S=x; z::Union{T,S}=y) where {T,S} = z
println(n(1), n(1, 2.0), n(1, 2.0; z=1))
o(x; y=x, z=y+1) = (x, y, z)
println(o(1), o(1; y=5), o(1; z=0))
p(f; init=0, by=identity) = by(f(init))
println(p(x -> x + 1), p(x -> x + 1; init=5, by=x -> 2x))
println(p(init=3) do x; x * 10 end)
q(args...; sep=",") = join_(args, sep)
join_(a, s) = (r = ""; for (i, x) in enumerate(a); r *= (i > 1 ? s : "") * string(x); end; r)
println(q(1, 2, 3), q(1, 2; sep="-"), q(; sep="x"))
struct T1; x::Int; y::Int; end
T1(; x=1, y=2) = T1(x, y)
println(T1(), T1(y=5))
mutable struct T2{T}; v::T; w::Int; end
T2(v; w=0) = T2(v, w)
println(T2(1), T2("a"; w=3))
r = (a; b=2) -> a * b
println(r(3), r(3; b=3))
s(x, ::Type{T}=Int; k=T(1)) where {T} = (x, T, k)
println(s(1), s(1, Float64), s(1; k=2))
fs = Function[(x; k=1) -> x + k, (x; k=2) -> x * k]
println([f(3) for f in fs], [f(3; k=10) for f in fs])
u(x; a=1) = x + a
u(x, y; a=2) = x + y + a
println(u(1), u(1, 2), u(1; a=5), u(1, 2; a=5))
v = u
println(v(1; a=100))
w(; x, y=x) = x + y
x = 5
println(w(; x), w(; x, y=1), w(x=1))
println((; x, y=2), (; nt.a, z=3))
t(; var"a b"=1) = var"a b"
println(t(; var"a b"=3))
y(a; b) = a
for bad in (() -> y(1), () -> y(1; b=1, c=2), () -> y(1; c=1), () -> y(), () -> f())
    try bad() catch e println(typeof(e)) end
end
