# Permutations of pancakes: small integer arrays.
function fannkuch(n)
    p = collect(1:n)
    q = zeros(Int, n)
    count = zeros(Int, n)
    r = n
    maxflips = 0
    checksum = 0
    sign = 1
    @inbounds while true
        while r != 1
            count[r] = r
            r -= 1
        end
        for i in 1:n
            q[i] = p[i]
        end
        flips = 0
        k = q[1]
        while k != 1
            i = 1
            j = k
            while i < j
                t = q[i]
                q[i] = q[j]
                q[j] = t
                i += 1
                j -= 1
            end
            flips += 1
            k = q[1]
        end
        maxflips = max(maxflips, flips)
        checksum += sign * flips
        sign = -sign
        while true
            if r == n
                return checksum * 100 + maxflips
            end
            first = p[1]
            for i in 1:r
                p[i] = p[i+1]
            end
            p[r+1] = first
            count[r+1] -= 1
            if count[r+1] > 0
                break
            end
            r += 1
        end
    end
end

kernel(n) = fannkuch(n)
