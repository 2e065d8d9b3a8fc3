# Slices copy; indexing by ranges and vectors.
v = [10, 20, 30, 40, 50]
println(v[2:4], " ", v[1:2:5], " ", v[end:-1:1], " ", v[3:end], " ", v[2:1], " ", v[:])
w = v[1:3]
w[1] = -1
println(v, " ", w)
println(v[[1, 3]], " ", v[[5, 5, 1]])
v[2:3] = [7, 8]
println(v)
println(v[end-1:end], " ", v[begin], " ", v[1:1])
s = ["a", "b", "c", "d"]
println(s[2:3], " ", s[end])
println([1.5, 2.5, 3.5][2:3])
n = 2
println(v[n:n+2], " ", v[1:n])
function halves(v)
    m = length(v) ÷ 2
    v[1:m], v[m+1:end]
end
println(halves([1, 2, 3, 4, 5]))

function merge_sorted(a, b)
    out = Int[]
    i = j = 1
    while i <= length(a) && j <= length(b)
        if a[i] <= b[j]
            push!(out, a[i])
            i += 1
        else
            push!(out, b[j])
            j += 1
        end
    end
    append!(out, a[i:end])
    append!(out, b[j:end])
end
function merge_sort(v)
    length(v) <= 1 && return v
    a, b = halves(v)
    merge_sorted(merge_sort(a), merge_sort(b))
end
println(merge_sort([5, 2, 9, 1, 5, 6, -3, 0]))
println(merge_sort(Int[]), " ", merge_sort([1]))
