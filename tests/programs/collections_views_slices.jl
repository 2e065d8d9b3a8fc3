# Views share memory, slices copy; logical and range indexing; begin/end arithmetic.
a = collect(1:10)
s = a[3:5]
w = view(a, 3:5)
s[1] = 100
w[1] = -3
println(a, " ", s, " ", w, " ", length(w), " ", sum(w), " ", parent(w) === a)
w .*= 2
@views a[1:2] .= 0
println(a, " ", a[end], " ", a[end-1:end], " ", a[begin:2:end], " ", a[[1, 3, 5]], " ", a[a .> 6], " ", a[:])
m = reshape(collect(1:12), 3, 4)
col, row = view(m, :, 2), view(m, 2, :)
col .= 0
row[4] = 99
println(m, " ", col, " ", row, " ", size(view(m, 1:2, 2:3)), " ", @view(m[1, 1:2]), " ", sum(@view m[:, 1]))
m[:, 1] = [7, 8, 9]
m[3, :] .= 1
m[1:2, 3:4] = [50 60; 70 80]
println(m, " ", m[end, end], " ", m[2], " ", m[:, end], " ", m[1, :], " ", m[[1, 3], [2, 4]], " ", m[m .> 50])
b = [1, 2, 3, 4, 5]
mask = [true, false, true, false, true]
println(b[mask], " ", b[.!mask], " ", findall(mask), " ", b[isodd.(b)], " ", b[b .> 9])
b[mask] .= 0
b[2:3] = [20, 30]
println(b, " ", b[4:3], " ", b[1:0] == Int[], " ", circshift(b, 1), " ", circshift(1:5, -2), " ", reverse(b, 2, 4), " ", rotl90([1 2; 3 4]))
try
    view(b, 4:7)
catch e
    println(e isa BoundsError)
end
try
    b[0]
catch e
    println(e isa BoundsError, " ", e.i)
end
function smooth!(out, v)
    for i in eachindex(v)
        lo, hi = max(firstindex(v), i - 1), min(lastindex(v), i + 1)
        out[i] = sum(@view v[lo:hi]) / (hi - lo + 1)
    end
    out
end
println(smooth!(zeros(5), [1.0, 2.0, 6.0, 2.0, 1.0]), " ", eachcol([1 2; 3 4]) |> collect |> length, " ", [sum(r) for r in eachrow([1 2; 3 4])], " ", [c[1] for c in eachcol([1 2; 3 4])])
println(selectdim([1 2; 3 4], 1, 2), " ", checkbounds(Bool, b, 6), " ", get(b, 10, -1), " ", isassigned(b, 1))
nested = [[1, 2], [3, 4]]
nested[1][2] = 50
shallow = nested[:]
shallow[2][1] = 60
println(nested, " ", getindex.(nested, 1), " ", nested[end][end], " ", dropdims(sum([1 2; 3 4], dims=1), dims=1), " ", vcat(nested...), " ", hcat(nested...))
