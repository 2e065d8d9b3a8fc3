struct Poly
    c::Vector{Int}
end
(p::Poly)(x) = sum(c * x^(i-1) for (i, c) in enumerate(p.c))
p = Poly([1,2,3])
println(p(2))
import Base: +, show, ==, length, getindex, iterate
a::Poly + b::Poly = Poly(a.c .+ b.c)
show(io::IO, p::Poly) = print(io, "Poly(", p.c, ")")
==(a::Poly, b::Poly) = a.c == b.c
length(p::Poly) = length(p.c)
getindex(p::Poly, i) = p.c[i]
Base.:*(a::Poly, k::Int) = Poly(a.c .* k)
Base.iterate(p::Poly, s=1) = s > length(p.c) ? nothing : (p.c[s], s + 1)
println(p + p, p == p, length(p), p[2], p * 3)
for c in p; print(c); end
println([p, p])
Base.show(io::IO, ::MIME"text/plain", p::Poly) = print(io, "pretty")
println("$p")
