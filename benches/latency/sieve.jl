# A vector of flags.
function kernel(n)
    prime = fill(true, n)
    count = 0
    for i in 2:n
        prime[i] || continue
        count += 1
        for j in i*i:i:n
            prime[j] = false
        end
    end
    return count
end
