# The sieve of Eratosthenes, with twin primes and factorization.
function sieve(n)
    is_prime = fill(true, n)
    is_prime[1] = false
    i = 2
    while i * i <= n
        if is_prime[i]
            for j in i*i:i:n
                is_prime[j] = false
            end
        end
        i += 1
    end
    [k for k in filter(k -> is_prime[k], collect(1:n))]
end
primes = sieve(100)
println(length(primes), " ", primes)
function twins(p)
    out = Tuple{Int64, Int64}[]
    for i in 1:length(p)-1
        p[i+1] - p[i] == 2 && push!(out, (p[i], p[i+1]))
    end
    out
end
println(twins(primes))
function factorize(n)
    factors = Int[]
    for p in primes
        while n % p == 0
            push!(factors, p)
            n ÷= p
        end
    end
    n > 1 && push!(factors, n)
    factors
end
for n in [60, 97, 1024, 9409, 2 * 101]
    println(n, " = ", factorize(n))
end
