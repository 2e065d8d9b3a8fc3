# Steps of Collatz, factors, perfect numbers, nth prime.
function steps(n)
    n < 1 && throw(DomainError(n, "must be positive"))
    k = 0
    while n != 1
        n = iseven(n) ? n ÷ 2 : 3n + 1
        k += 1
    end
    k
end
println([steps(n) for n in 1:15], " ", steps(1_000_000))
println(argmax([steps(n) for n in 1:1000]))
function factors(n)
    found = Int[]
    d = 2
    while d * d <= n
        while n % d == 0
            push!(found, d)
            n ÷= d
        end
        d += d == 2 ? 1 : 2
    end
    n > 1 && push!(found, n)
    found
end
for n in (1, 2, 9, 12, 901255, 93819012551, 625)
    println(n, " = ", join(factors(n), " × "))
end
aliquot(n) = sum([d for d in 1:n÷2 if n % d == 0])
kind(n) = (s = n == 1 ? 0 : aliquot(n); s == n ? "perfect" : s > n ? "abundant" : "deficient")
println(join(["$n:$(kind(n))" for n in (1, 6, 12, 28, 30, 31, 496)], ", "))
function nth_prime(n)
    primes = [2]
    candidate = 3
    while length(primes) < n
        if all(p -> candidate % p != 0, Iterators.takewhile(p -> p * p <= candidate, primes))
            push!(primes, candidate)
        end
        candidate += 2
    end
    primes[n]
end
println(map(nth_prime, [1, 2, 6, 100, 501]))
try
    steps(0)
catch e
    println(e.val, ": ", e.msg)
end
