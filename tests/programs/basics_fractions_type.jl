# Exact fractions and vectors of them as user types: operators, reduction, comparison, printing.
struct Fraction
    n::Int
    d::Int
    function Fraction(n, d)
        d == 0 && error("zero denominator")
        g = gcd(n, d)
        d < 0 && (g = -g)
        new(n ÷ g, d ÷ g)
    end
end
Fraction(n) = Fraction(n, 1)
Base.:+(a::Fraction, b::Fraction) = Fraction(a.n * b.d + b.n * a.d, a.d * b.d)
Base.:-(a::Fraction, b::Fraction) = Fraction(a.n * b.d - b.n * a.d, a.d * b.d)
Base.:-(a::Fraction) = Fraction(-a.n, a.d)
Base.:*(a::Fraction, b::Fraction) = Fraction(a.n * b.n, a.d * b.d)
Base.:/(a::Fraction, b::Fraction) = Fraction(a.n * b.d, a.d * b.n)
Base.:(==)(a::Fraction, b::Fraction) = a.n == b.n && a.d == b.d
Base.isless(a::Fraction, b::Fraction) = a.n * b.d < b.n * a.d
Base.show(io::IO, f::Fraction) = f.d == 1 ? print(io, f.n) : print(io, f.n, "/", f.d)
half, third = Fraction(1, 2), Fraction(2, 6)
println(half + third, " ", half - third, " ", half * third, " ", half / third, " ", -half, " ", Fraction(6, -4), " ", Fraction(8, 4))
println(half == Fraction(3, 6), " ", third < half, " ", half > third, " ", max(half, third), " ", min(half, third))
function harmonic(n)
    total = Fraction(0)
    for k in 1:n
        total += Fraction(1, k)
    end
    total
end
for n in 1:6
    print(harmonic(n), n < 6 ? ", " : "\n")
end
try
    Fraction(1, 0)
catch e
    println(e.msg)
end
v = [half, third, Fraction(3)]
println(v, " ", length(v), " ", v[3], " value: $half")
smallest = v[1]
for f in v
    if f < smallest
        global smallest = f
    end
end
println(smallest)
function mediant_search(x, limit)
    lo, hi = Fraction(0), Fraction(1)
    while true
        m = Fraction(lo.n + hi.n, lo.d + hi.d)
        m.d > limit && return abs(lo.n / lo.d - x) < abs(hi.n / hi.d - x) ? lo : hi
        if m.n / m.d < x
            lo = m
        else
            hi = m
        end
    end
end
println(mediant_search(0.3333, 20), " ", mediant_search(0.14159265, 120))
function farey(n)
    list = [Fraction(0)]
    a, b, c, d = 0, 1, 1, n
    while c <= n
        k = (n + b) ÷ d
        a, b, c, d = c, d, k * c - a, k * d - b
        push!(list, Fraction(a, b))
    end
    list
end
println(farey(5))
to_float(f::Fraction) = f.n / f.d
println(to_float(harmonic(10)), " ", to_float(third))
