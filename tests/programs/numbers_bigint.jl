# Large integers: factorials, Fibonacci, powers, roots, digits, modular arithmetic, conversions.
println(big(2)^100, " ", factorial(big(30)), " ", BigInt(10)^25 + 1, " ", parse(BigInt, "123456789012345678901234567890"), " ", big"99999999999999999999")
fib(n) = (a = big(0); b = big(1); for _ in 1:n; a, b = b, a + b; end; a)
println(fib(200), " ", ndigits(fib(1000)), " ", sum(digits(big(2)^1000)), " ", length(string(factorial(big(100)))))
a, b = big(10)^30 + 7, big(10)^15 - 3
println(a + b, " ", a - b, " ", a * b, " ", a ÷ b, " ", a % b, " ", divrem(a, b), " ", gcd(a, b), " ", -a, " ", abs(-b))
println(a > b, " ", a == b, " ", a == a + 0, " ", big(5) == 5, " ", big(3) < 4.5, " ", max(a, b) === a, " ", cmp(b, a), " ", sort([a, b, big(0)])[1], " ", iszero(big(0)))
println(typeof(big(1)), " ", big(1) + 1, " ", typeof(big(1) + 1), " ", big(7) / 2, " ", big(7) // 2, " ", Int(big(42)), " ", Float64(big(2)^70), " ", big(3) * 0.5, " ", convert(BigInt, 5))
println(powermod(big(3), 1000, 1007), " ", invmod(big(3), big(11)), " ", isqrt(big(10)^40), " ", big(2)^64 >> 3, " ", big(1) << 70, " ", big(255) & 15, " ", big(8) | 1, " ", big(6) ⊻ 3)
println(string(big(255), base=16), " ", digits(big(9876543210123)), " ", isodd(big(7)), " ", iseven(big(7)), " ", lcm(big(4), big(6)), " ", binomial(big(60), 30), " ", mod(big(-7), 3), " ", rem(big(-7), 3))
try
    Int(big(2)^70)
catch e
    println(e isa InexactError)
end
try
    factorial(21)
catch e
    println(e isa OverflowError)
end
println(typemax(Int64) + big(1), " ", widen(typemax(Int64)) + 1, " ", widemul(typemax(Int64), 2), " ", Int128(2)^100, " ", typemax(Int128), " ", typemin(Int128), " ", typemax(UInt128))
function collatz_big(n)
    steps = 0
    while n != 1
        n = iseven(n) ? n >> 1 : 3n + 1
        steps += 1
    end
    steps
end
println(collatz_big(big(27)), " ", collatz_big(big(10)^20 + 1) > 100)
function pi_digits(n)
    digits_found = Int[]
    q, r, t, k, m, x = big(1), big(0), big(1), big(1), big(3), big(3)
    while length(digits_found) < n
        if 4q + r - t < m * t
            push!(digits_found, Int(m))
            q, r, m = 10q, 10(r - m * t), (10(3q + r)) ÷ t - 10m
        else
            q, r, t, k, m, x = q * k, (2q + r) * x, t * x, k + 1, (q * (7k + 2) + r * x) ÷ (t * x), x + 2
        end
    end
    join(digits_found)
end
println(pi_digits(30))
lucas_lehmer(p) = (m = big(2)^p - 1; s = big(4); for _ in 1:p-2; s = mod(s^2 - 2, m); end; s == 0)
println(filter(lucas_lehmer, [3, 5, 7, 11, 13, 17, 19, 23, 31, 61, 89]))
println(hash(big(5)) == hash(5), " ", Dict(big(5) => 1)[5], " ", [big(1), big(2)], " ", sum(big, 1:3), " ", prod(big.(1:25)), " ", big.([1, 2]) .^ 70)
