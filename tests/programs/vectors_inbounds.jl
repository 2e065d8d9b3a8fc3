# @inbounds, and what it must not change.
function dot(a, b)
    s = 0.0
    @inbounds for i in 1:length(a)
        s += a[i] * b[i]
    end
    s
end
println(dot([1.0, 2.0, 3.0], [4.0, 5.0, 6.0]))

function prefix!(v)
    for i in 2:length(v)
        @inbounds v[i] += v[i-1]
    end
    v
end
println(prefix!([1, 2, 3, 4]), " ", prefix!([0.5, 0.5]))

@inline twice(x) = 2x
@noinline thrice(x) = 3x
println(twice(4), " ", thrice(4))

function insertion_sort!(v)
    @inbounds for i in 2:length(v)
        x = v[i]
        j = i - 1
        while j > 0 && v[j] > x
            v[j+1] = v[j]
            j -= 1
        end
        v[j+1] = x
    end
    v
end
println(insertion_sort!([5, 2, 8, 1, 9, 3]))
println(insertion_sort!([2.5, -1.0, 7.25]))
println(insertion_sort!(['d', 'a', 'c']))
println(insertion_sort!(["pear", "apple", "fig"]))

function swap!(v, i, j)
    @inbounds v[i], v[j] = v[j], v[i]
    v
end
println(swap!([1, 2, 3], 1, 3))

function rotate!(v)
    first = v[1]
    @inbounds begin
        for i in 1:length(v)-1
            v[i] = v[i+1]
        end
        v[end] = first
    end
    v
end
println(rotate!([1, 2, 3, 4]))
