# The sieve of Eratosthenes: stores into a large array.
@noinline function kernel()
    n = 5000000
    prime = fill(true, n)
    count = 0
    @inbounds for i in 2:n
        prime[i] || continue
        count += 1
        j = i * i
        while j <= n
            prime[j] = false
            j += i
        end
    end
    return count
end
