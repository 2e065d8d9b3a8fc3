# Linear, binary, interpolation and exponential search; the library's searchsorted.
function linear(v, x)
    for (i, y) in enumerate(v)
        y == x && return i
    end
    nothing
end
function binary(v, x)
    lo, hi = 1, length(v)
    while lo <= hi
        mid = (lo + hi) ÷ 2
        if v[mid] == x
            return mid
        elseif v[mid] < x
            lo = mid + 1
        else
            hi = mid - 1
        end
    end
    return nothing
end
function interpolation(v, x)
    lo, hi = 1, length(v)
    while lo <= hi && v[lo] <= x <= v[hi]
        v[lo] == v[hi] && return v[lo] == x ? lo : nothing
        pos = lo + (x - v[lo]) * (hi - lo) ÷ (v[hi] - v[lo])
        v[pos] == x && return pos
        v[pos] < x ? (lo = pos + 1) : (hi = pos - 1)
    end
    nothing
end
function exponential(v, x)
    isempty(v) && return nothing
    bound = 1
    while bound <= length(v) && v[bound] < x
        bound *= 2
    end
    lo = bound ÷ 2 + 1
    r = binary(v[lo:min(bound, end)], x)
    r === nothing ? nothing : r + lo - 1
end
v = collect(3:7:100)
println(v)
for x in (3, 10, 52, 94, 95, -1, 200)
    found = [f(v, x) for f in (linear, binary, interpolation, exponential)]
    println(x, " => ", found[1], " ", all(isequal(found[1]), found))
end
s = [1, 3, 3, 3, 5, 8]
println(searchsorted(s, 3), " ", searchsortedfirst(s, 4), " ", searchsortedlast(s, 3), " ", searchsorted(s, 4))
println(findfirst(isequal(5), s), " ", findlast(==(3), s), " ", findall(x -> x == 3, s), " ", findnext(isodd, s, 5), " ", findprev(iseven, s, 5))
println(findmax([3, 9, 2]), " ", findmin([3, 9, 2]), " ", argmax([3, 9, 2]), " ", argmin([3, 9, 2]))
println(in(3, s), " ", 4 in s, " ", 8 ∈ s, " ", 9 ∉ s)
println(findfirst(x -> x > 100, s) === nothing, " ", something(findfirst(x -> x > 100, s), 0))
println(count(==(3), s), " ", findall(isodd, [1, 2, 3]), " ", indexin([3, 9], s) |> length)
