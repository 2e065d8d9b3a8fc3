# Number theory: factorization, divisors, totients, perfect numbers, Pollard's rho, continued fractions, Pythagoras.
function factorize(n::T) where {T<:Integer}
    n < 1 && throw(DomainError(n, "must be positive"))
    factors = Dict{T,Int}()
    for p in Iterators.flatten((2:3, 5:2:n))
        p * p > n && break
        while n % p == 0
            factors[p] = get(factors, p, 0) + 1
            n ÷= p
        end
    end
    n > 1 && (factors[n] = 1)
    return factors
end
show_factors(n) = join([e == 1 ? "$p" : "$p^$e" for (p, e) in sort(collect(factorize(n)))], " * ")
for n in (2, 12, 97, 360, 1001, 2^20, 600851475143)
    println(n, " = ", show_factors(n))
end
println(isempty(factorize(1)), " ", typeof(first(keys(factorize(Int32(6))))))
divisors(n) = sort!(vec([prod(t) for t in Iterators.product([[p^k for k in 0:e] for (p, e) in factorize(n)]...)]))
println(divisors(28), " ", divisors(13), " ", length(divisors(360)))
totient(n) = n == 1 ? 1 : prod((p - 1) * p^(e - 1) for (p, e) in factorize(n))
println([totient(n) for n in 1:12], " ", all(totient(n) == count(k -> gcd(k, n) == 1, 1:n) for n in 1:50))
println(filter(n -> sum(divisors(n)) == 2n, 2:500), " ", [(a, b) for a in 200:300 for b in (sum(divisors(a)) - a,) if a < b && sum(divisors(b)) - b == a])
function sieve(n)
    prime = trues(n)
    prime[1] = false
    for i in 2:isqrt(n)
        prime[i] && (prime[i^2:i:n] .= false)
    end
    return findall(prime)
end
ps = sieve(100)
println(ps, " ", length(sieve(10^5)), " ", [(p, p + 2) for p in ps if p + 2 in ps])
function is_prime(n)
    n < 2 && return false
    for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)
        n % p == 0 && return n == p
    end
    d = n - 1
    s = trailing_zeros(d)
    d >>= s
    for a in (2, 3, 5, 7, 11, 13, 17)
        x = powermod(a, d, n)
        (x == 1 || x == n - 1) && continue
        any(_ -> (x = powermod(x, 2, n)) == n - 1, 1:s-1) || return false
    end
    return true
end
println(filter(is_prime, 1:100) == ps, " ", is_prime(2^31 - 1), is_prime(2^32 + 1), is_prime(1000000007), " ", is_prime(big(2)^89 - 1))
function rho(n; c = 1)
    x = y = 2
    d = 1
    f(z) = (z * z + c) % n
    while d == 1
        x = f(x)
        y = f(f(y))
        d = gcd(abs(x - y), n)
    end
    return d == n ? rho(n, c = c + 1) : d
end
println(sort([rho(8051), 8051 ÷ rho(8051)]), " ", rho(10403) in (101, 103))
function continued(x::Rational)
    terms = Int[]
    while true
        a = floor(Int, x)
        push!(terms, a)
        x == a && return terms
        x = 1 // (x - a)
    end
end
restore(terms) = foldr((a, acc) -> a + 1 // acc, terms[1:end-1]; init = terms[end] // 1)
println(continued(415 // 93), " ", restore([4, 2, 6, 7]), " ", continued(-7 // 3), " ", [numerator(restore([1; fill(2, k)])) for k in 1:5])
println([(a, b, c) for a in 1:20 for b in a:20 for c in (isqrt(a^2 + b^2),) if c^2 == a^2 + b^2 && gcd(a, b) == 1 && c <= 25])
println(gcdx(240, 46), " ", invmod(3, 11), " ", powermod(7, 222, 13), " ", lcm(4, 6, 10), " ", gcd([12, 18, 30]), " ", binomial(10, 3), " ", factorial(15), " ", digits(2^10), " ", sum(digits(2^30)))
crt(rs, ms) = (M = prod(ms); mod(sum(r * (M ÷ m) * invmod(M ÷ m, m) for (r, m) in zip(rs, ms)), M))
println(crt([2, 3, 2], [3, 5, 7]), " ", [n for n in 10:99 if n == sum(d^2 for d in digits(n)) + 0 * n || n % 11 == 0][1:4], " ", [n for n in 100:999 if n == sum(d^3 for d in digits(n))])
base_digits(n, b) = n == 0 ? "0" : join(reverse([d < 10 ? Char('0' + d) : Char('a' + d - 10) for d in digits(n, base = b)]))
println([base_digits(255, b) for b in (2, 8, 16, 36)], " ", base_digits(0, 2), " ", parse(Int, "ff", base = 16) == 255)
