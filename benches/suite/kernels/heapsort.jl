# Heap sort of pseudo-random numbers: bounds-checked loads and stores.
function sift!(a, start, stop)
    root = start
    while 2 * root <= stop
        child = 2 * root
        if child < stop && a[child] < a[child+1]
            child += 1
        end
        a[root] >= a[child] && return
        a[root], a[child] = a[child], a[root]
        root = child
    end
end

function kernel(n)
    a = zeros(Int, n)
    s = 42
    for i in 1:n
        s = s * 16807 % 2147483647
        a[i] = s
    end
    for start in div(n, 2):-1:1
        sift!(a, start, n)
    end
    for stop in n:-1:2
        a[1], a[stop] = a[stop], a[1]
        sift!(a, 1, stop - 1)
    end
    return a[1] + a[div(n, 2)] + a[n]
end
