# Rational numbers: arithmetic, comparison, conversion, continued fractions, Egyptian fractions.
a, b = 1 // 2, 3 // 4
println(a + b, " ", a - b, " ", a * b, " ", a / b, " ", a // b, " ", -a, " ", a^3, " ", a^-2, " ", inv(b), " ", abs(-b))
println(6 // 8, " ", 5 // -10, " ", 4 // 2, " ", 0 // 5, " ", numerator(b), " ", denominator(b), " ", 1 // 2 == 0.5, " ", a < b, " ", max(a, b))
println(a + 1, " ", 2a, " ", a + 0.5, " ", 3 / a, " ", float(b), " ", Float64(1 // 3), " ", Int(8 // 4), " ", Rational(0.75), " ", rationalize(0.1), " ", Rational{Int}(2))
println(round(7 // 2), " ", floor(7 // 2), " ", ceil(Int, 7 // 2), " ", trunc(-7 // 2), " ", divrem(7 // 2, 1), " ", mod(7 // 2, 1), " ", iszero(0 // 1), " ", isone(2 // 2), " ", isinteger(4 // 2))
try
    1 // 0 + 0 // 1
    0 // 0
catch e
    println(typeof(e))
end
println(1 // 0, " ", 1 // 0 > 5, " ", -1 // 0, " ", typeof(a) == Rational{Int}, " ", zero(a), " ", one(a), " ", sign(-a))
harmonic(n) = sum(1 // k for k in 1:n)
println([harmonic(n) for n in 1:6], " ", harmonic(big(20)), " ", prod(k // (k + 1) for k in 1:9))
function continued_fraction(r::Rational)
    out = Int[]
    while true
        q = floor(Int, r)
        push!(out, q)
        r -= q
        iszero(r) && return out
        r = 1 // r
    end
end
evaluate(cf) = foldr((q, acc) -> acc === nothing ? q // 1 : q + 1 // acc, cf; init=nothing)
println(continued_fraction(415 // 93), " ", evaluate(continued_fraction(415 // 93)), " ", continued_fraction(3 // 1))
function egyptian(r)
    parts = Rational{Int}[]
    while r > 0
        d = ceil(Int, 1 / r)
        push!(parts, 1 // d)
        r -= 1 // d
    end
    parts
end
println(egyptian(7 // 15), " ", egyptian(5 // 6), " ", sum(egyptian(4 // 13)))
function sqrt_convergents(n)
    x = 1 // 1
    out = [x]
    for _ in 1:n
        x = 1 + 1 // (1 + x)
        push!(out, x)
    end
    out
end
c = sqrt_convergents(6)
println(c, " ", abs(c[end]^2 - 2) < 1e-4, " ", sort(c), " ", maximum(c))
m = [1//2 1//3; 1//4 1//5]
println(m, " ", sum(m), " ", m * [2, 3], " ", m .* 2, " ", [1//2, 0.25], " ", [1//2, 3], " ", map(x -> x + 1//2, [1, 2]))
println(1//3 + 1//6 == 1//2, " ", hash(1//2) == hash(0.5), " ", string(3//4), " ", repr(3//4), " ", "$(22//7)", " ", 3//4 isa Real, " ", Dict(1//2 => "half")[2//4])
