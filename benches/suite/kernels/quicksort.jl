# Quicksort of pseudo-random numbers: unpredictable branches.
function quicksort!(a, lo, hi)
    if lo >= hi
        return a
    end
    i = lo
    j = hi
    @inbounds begin
        pivot = a[div(lo + hi, 2)]
        while i <= j
            while a[i] < pivot
                i += 1
            end
            while a[j] > pivot
                j -= 1
            end
            if i <= j
                t = a[i]
                a[i] = a[j]
                a[j] = t
                i += 1
                j -= 1
            end
        end
    end
    quicksort!(a, lo, j)
    quicksort!(a, i, hi)
    return a
end

function sortrun(n)
    a = zeros(Int, n)
    s = 42
    for i in 1:n
        s = s * 16807 % 2147483647
        a[i] = s
    end
    quicksort!(a, 1, n)
    r = a[div(n, 4)+1] + a[div(n, 2)+1] + a[n]
    for i in 2:n
        if a[i-1] > a[i]
            r = -1
        end
    end
    return r
end

kernel(n) = sortrun(n)
