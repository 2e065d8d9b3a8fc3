# The sieve of Eratosthenes: stores with a stride.
function sieve(n)
    prime = fill(true, n)
    count = 0
    @inbounds for i in 2:n
        if prime[i]
            count += 1
            j = i * i
            while j <= n
                prime[j] = false
                j += i
            end
        end
    end
    return count
end

kernel(n) = sieve(n)
