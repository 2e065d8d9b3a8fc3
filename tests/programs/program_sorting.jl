# Sorting algorithms over vectors of several types.
function bubble!(v)
    for i in length(v):-1:2, j in 1:i-1
        if v[j] > v[j+1]
            v[j], v[j+1] = v[j+1], v[j]
        end
    end
    v
end
function quick!(v, lo = 1, hi = length(v))
    lo >= hi && return v
    p = v[(lo + hi) ÷ 2]
    i, j = lo, hi
    while i <= j
        while v[i] < p; i += 1 end
        while v[j] > p; j -= 1 end
        if i <= j
            v[i], v[j] = v[j], v[i]
            i += 1
            j -= 1
        end
    end
    quick!(v, lo, j)
    quick!(v, i, hi)
end
function heap!(v)
    function sift(root, last)
        while 2root <= last
            child = 2root
            child < last && v[child] < v[child+1] && (child += 1)
            v[root] >= v[child] && break
            v[root], v[child] = v[child], v[root]
            root = child
        end
    end
    n = length(v)
    for r in n÷2:-1:1
        sift(r, n)
    end
    for last in n:-1:2
        v[1], v[last] = v[last], v[1]
        sift(1, last - 1)
    end
    v
end
function random_numbers(n)
    seed = 42
    out = Int[]
    for i in 1:n
        seed = (seed * 1103515245 + 12345) % 2147483648
        push!(out, seed % 100)
    end
    out
end
v = random_numbers(15)
println(v)
println(bubble!(copy(v)))
println(quick!(copy(v)), " ", quick!(copy(v)) == heap!(copy(v)))
println(quick!([2.5, -1.0, 3.5, 0.0]), " ", bubble!(["pear", "fig", "apple"]), " ", heap!(['d', 'a', 'c', 'b']))
println(quick!([(2, 'a'), (1, 'z'), (1, 'b')]))
println(quick!(Int[]), " ", bubble!([1]))
