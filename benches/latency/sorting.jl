# Quicksort by hand, on a vector of integers.
function quick!(a, lo, hi)
    while lo < hi
        pivot = a[(lo + hi) >> 1]
        i, j = lo, hi
        while i <= j
            while a[i] < pivot
                i += 1
            end
            while a[j] > pivot
                j -= 1
            end
            if i <= j
                a[i], a[j] = a[j], a[i]
                i += 1
                j -= 1
            end
        end
        quick!(a, lo, j)
        lo = i
    end
end
function kernel(n)
    a = [(i * 7919) % 1009 for i in 1:n]
    quick!(a, 1, n)
    return a[1] + a[n]
end
