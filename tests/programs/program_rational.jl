# Exact fractions, with operators of Base extended.
struct Frac
    num::Int
    den::Int
    function Frac(n, d)
        g = gcd(n, d)
        d < 0 && (g = -g)
        new(n ÷ g, d ÷ g)
    end
end
Base.:+(a::Frac, b::Frac) = Frac(a.num * b.den + b.num * a.den, a.den * b.den)
Base.:-(a::Frac, b::Frac) = Frac(a.num * b.den - b.num * a.den, a.den * b.den)
Base.:*(a::Frac, b::Frac) = Frac(a.num * b.num, a.den * b.den)
Base.:/(a::Frac, b::Frac) = Frac(a.num * b.den, a.den * b.num)
Base.:(==)(a::Frac, b::Frac) = a.num == b.num && a.den == b.den
Base.:<(a::Frac, b::Frac) = a.num * b.den < b.num * a.den
Base.show(io::IO, f::Frac) = print(io, f.num, "//", f.den)
a = Frac(1, 2)
b = Frac(3, -4)
println(a, " ", b, " ", a + b, " ", a - b, " ", a * b, " ", a / b)
println(a == Frac(2, 4), " ", a < b, " ", b < a)
println([a, b], " ", (a, 1), " $a")
function harmonic(n)
    s = Frac(0, 1)
    for k in 1:n
        s = s + Frac(1, k)
    end
    s
end
println(harmonic(10))
