# Euclid, extended Euclid, modular power, inverse, totient, Chinese remainders, Miller–Rabin.
function gcdx_own(a, b)
    x0, x1, y0, y1 = 1, 0, 0, 1
    while b != 0
        q, r = divrem(a, b)
        a, b = b, r
        x0, x1 = x1, x0 - q * x1
        y0, y1 = y1, y0 - q * y1
    end
    (a, x0, y0)
end
println(gcdx_own(240, 46), " ", gcdx(240, 46), " ", gcd(240, 46), " ", lcm(21, 6), " ", gcd(12, 18, 27))
function power_mod(b, e, m)
    r = one(b)
    b = mod(b, m)
    while e > 0
        isodd(e) && (r = mod(r * b, m))
        b = mod(b * b, m)
        e >>= 1
    end
    r
end
println(power_mod(4, 13, 497), " ", powermod(4, 13, 497), " ", powermod(2, 100, 1_000_000_007), " ", invmod(3, 11))
function totient(n)
    result = n
    p = 2
    while p * p <= n
        if n % p == 0
            while n % p == 0
                n ÷= p
            end
            result -= result ÷ p
        end
        p += 1
    end
    n > 1 ? result - result ÷ n : result
end
println([totient(n) for n in 1:20], " ", totient(1_000_000))
function chinese(remainders, moduli)
    M = prod(moduli)
    x = 0
    for (r, m) in zip(remainders, moduli)
        n = M ÷ m
        x += r * n * invmod(n, m)
    end
    mod(x, M)
end
println(chinese([2, 3, 2], [3, 5, 7]))
function probably_prime(n::Int)
    n < 2 && return false
    for p in (2, 3, 5, 7, 11, 13)
        n == p && return true
        n % p == 0 && return false
    end
    d, s = n - 1, 0
    while iseven(d)
        d ÷= 2
        s += 1
    end
    for a in (2, 3, 5, 7, 11, 13)
        x = powermod(a, d, n)
        (x == 1 || x == n - 1) && continue
        composite = true
        for _ in 1:s-1
            x = Int(widemul(x, x) % n)
            if x == n - 1
                composite = false
                break
            end
        end
        composite && return false
    end
    true
end
println(filter(probably_prime, 1:60))
println(probably_prime(1_000_000_007), " ", probably_prime(1_000_000_011), " ", probably_prime(561))
divisors(n) = sort!([f(d) for d in 1:isqrt(n) if n % d == 0 for f in (identity, x -> n ÷ x)])
println(unique(divisors(36)), " ", length(unique(divisors(720720))))
println(isqrt(99), " ", isqrt(100), " ", digits(1234), " ", digits(10, base=2), " ", ndigits(98765), " ", sum(digits(2^20)))
println(mod(-7, 3), " ", rem(-7, 3), " ", fld(-7, 2), " ", cld(7, 2), " ", divrem(-7, 2), " ", fldmod(-7, 2), " ", mod1(6, 3))
println(factorial(20), " ", binomial(30, 15), " ", nextpow(2, 100), " ", prevpow(2, 100))
