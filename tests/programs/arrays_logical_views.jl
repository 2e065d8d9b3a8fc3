# Logical indexing, views that write through, slices, broadcasting assignments, sums along dimensions, sorting rows.
a = [3, -1, 4, -1, 5, -9, 2, 6]
println(a[a.>0], " ", a[.!(a .> 0)], " ", sum(a[a.<0]), " ", findall(a .< 0), " ", count(a .== -1), " ", any(a .> 5), all(a .> -10))
b = copy(a)
b[b.<0] .= 0
println(b, " ", a[[1, 3, 5]], " ", a[end:-2:1], " ", a[[true, false, true, false, true, false, true, false]])
v = view(b, 2:4)
v .+= 10
v[1] = 99
println(b, " ", v, " ", parent(v) === b, " ", length(v), " ", sum(@view b[1:2:end]))
m = reshape(collect(1:12), 3, 4)
println(m[2, :], m[:, 2], m[[1, 3], [2, 4]], " ", m[m.>6], " ", m[end, end], " ", m[:, end], " ", m[5], " ", size(m[:, 1:1]))
m[2, :] .= 0
m[:, 4] = [7, 8, 9]
row = @view m[3, :]
row .*= 2
println(m, " ", sum(m, dims = 1), " ", vec(sum(m, dims = 2)), " ", maximum(m, dims = 1), " ", vec(prod([1 2; 3 4], dims = 2)), " ", mapslices(sum, m, dims = 1))
println(vec(sum(m, dims = 2)) == [sum(r) for r in eachrow(m)], " ", [maximum(c) for c in eachcol(m)], " ", dropdims(sum(m, dims = 1), dims = 1), " ", cumsum([1 2; 3 4], dims = 1), " ", cumsum([1 2; 3 4], dims = 2))
x = collect(0:0.25:1)
y = @. x^2 + 2x + 1
println(y, " ", x .|> sqrt .|> (s -> round(s, digits = 2)), " ", (x .* 2 .+ 1)[2:3], " ", max.(x, 0.5), " ", ifelse.(x .> 0.5, 1, 0), " ", (1:3) .+ (1:3)', " ", [1, 2] .* [3 4])
f(p, q = 1) = p + q
println(f.([1, 2, 3]), f.([1, 2], [10, 20]), f.(1, [1, 2]), " ", string.(["a", "b"], 1:2), " ", length.(["a", "bb"]), " ", Int.([1.0, 2.0]), " ", parse.(Int, ["1", "2"]), " ", tuple.(1:2, ["x", "y"]), " ", in.([1, 5], Ref([1, 2])))
z = zeros(2, 3)
z .= [1, 2]
println(z, " ", z .== [1, 2], " ", fill!(z, 7)[1], " ", z[:] .= 1:6, " ", z)
q = [5 2; 1 9; 3 3]
println(sortslices(q, dims = 1), " ", sort(q, dims = 1), " ", sort(q, dims = 2, rev = true), " ", sort(vec(q)), " ", q[sortperm(q[:, 2]), :], " ", map(collect, sort(collect(eachrow(q)), by = last)))
println(argmax(q), " ", findmax(q), " ", findmin(q, dims = 1)[1], " ", findall(iszero.(q .% 3)), " ", CartesianIndices(q)[4], " ", LinearIndices(q)[2, 2], " ", q[CartesianIndex(2, 2)], " ", [Tuple(I) for I in CartesianIndices((2, 2))])
w = collect(1:10)
w[3:5] = [30, 40, 50]
w[w.%2 .== 0] .-= 1
println(w, " ", splice!(w, 2:3), " ", w, " ", append!(w[1:2], w[end-1:end]), " ", vcat(w[1:1], [0, 0], w[2:3]), " ", circshift(w, 2)[1:3])
println(reshape(1:6, 2, 3)[:, 2], " ", reshape([1 2; 3 4], :), " ", reshape(1:6, :, 2), " ", size(zeros(2, 0)), " ", ndims(zeros(1, 2, 3)), " ", length(zeros(2, 3, 4)), " ", zeros(Int, 2)', " ", hcat([1, 2], [3, 4]), " ", vcat([1 2], [3 4]), " ", [1:3;], " ", [1:2; 5], " ", [[1, 2] [3, 4]])
t = cat([1, 2], [3, 4], dims = 2)
println(t, " ", repeat([1, 2], 2), " ", repeat([1 2], 2, 2), " ", kron([1, 2], [1, 10]), " ", [i == j for i in 1:2, j in 1:2], " ", diff([1, 4, 9]), " ", reverse([1 2; 3 4], dims = 1), " ", unique([1 2; 2 1]), " ", accumulate(+, [1, 2, 3]), " ", [1, 2, 3] == 1:3, " ", [1 2] == [1, 2]', " ", isempty(Int[]))
