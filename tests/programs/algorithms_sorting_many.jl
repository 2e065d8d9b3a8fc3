# Seven sorting algorithms over the same inputs.
function bubble!(v)
    n = length(v)
    swapped = true
    while swapped
        swapped = false
        for i in 1:n-1
            if v[i] > v[i+1]
                v[i], v[i+1] = v[i+1], v[i]
                swapped = true
            end
        end
        n -= 1
    end
    v
end
function selection!(v)
    for i in eachindex(v)
        best = i
        for j in i+1:lastindex(v)
            v[j] < v[best] && (best = j)
        end
        v[i], v[best] = v[best], v[i]
    end
    v
end
function insertion!(v)
    for i in 2:length(v)
        x = v[i]
        j = i
        while j > 1 && v[j-1] > x
            v[j] = v[j-1]
            j -= 1
        end
        v[j] = x
    end
    v
end
function merged(a, b)
    out = similar(a, length(a) + length(b))
    i = j = 1
    for k in eachindex(out)
        if j > length(b) || (i <= length(a) && a[i] <= b[j])
            out[k] = a[i]
            i += 1
        else
            out[k] = b[j]
            j += 1
        end
    end
    out
end
function mergesort(v)
    length(v) <= 1 && return copy(v)
    m = length(v) ÷ 2
    merged(mergesort(v[1:m]), mergesort(v[m+1:end]))
end
function quick!(v, lo=1, hi=length(v))
    lo >= hi && return v
    pivot = v[(lo + hi) >>> 1]
    i, j = lo, hi
    while i <= j
        while v[i] < pivot
            i += 1
        end
        while v[j] > pivot
            j -= 1
        end
        if i <= j
            v[i], v[j] = v[j], v[i]
            i += 1
            j -= 1
        end
    end
    quick!(v, lo, j)
    quick!(v, i, hi)
    v
end
function shell!(v)
    gap = length(v) ÷ 2
    while gap > 0
        for i in gap+1:length(v)
            x = v[i]
            j = i
            while j > gap && v[j-gap] > x
                v[j] = v[j-gap]
                j -= gap
            end
            v[j] = x
        end
        gap ÷= 2
    end
    v
end
function counting(v)
    lo, hi = extrema(v)
    counts = zeros(Int, hi - lo + 1)
    for x in v
        counts[x-lo+1] += 1
    end
    out = Int[]
    for (i, c) in enumerate(counts)
        append!(out, fill(lo + i - 1, c))
    end
    out
end
state = UInt32(12345)
function next_number()
    global state = state * 0x41c64e6d + 0x00003039
    Int((state >> 16) % 200) - 100
end
data = [next_number() for _ in 1:40]
expected = mergesort(data)
println(expected)
for f in (bubble!, selection!, insertion!, quick!, shell!)
    println(rpad(string(f), 12), f(copy(data)) == expected)
end
println("counting    ", counting(data) == expected)
println("library     ", sort(data) == expected, " ", issorted(expected), " ", sort(data, rev=true) == reverse(expected))
println(quick!(["pear", "fig", "apple"]), " ", insertion!([2.5, -1.0, 0.0]), " ", mergesort(['z', 'a']))
println(quick!(Int[]), " ", mergesort([1]))
