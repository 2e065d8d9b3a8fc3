A = [1 2; 3 4]
println(A, [1, 2, 3]', size([1 2 3]), [A; 5 6], [A [7; 8]], [1:3;], [1; 2; 3], Float64[1 2; 3 4], Int[1; 2])
println(A[:, 1], A[1, :], A[end, 1], A[:], A[2:end], A[A .> 2])
v = collect(1:5)
println(v[2:3], v[end-1:end], v[[1,3]], v[begin], v[v .> 2])
v[2:3] = [10, 20]
println(v)
v[v .> 5] .= 0
println(v)
w = @view v[2:4]
w[1] = 7
println(v, w, sum(w))
@views println(sum(v[1:2]))
A[:, 2] = [9, 9]
println(A)
println(zeros(2,2), ones(Int, 2), fill(1, 2, 2), [zeros(2) for _ in 1:2])
println(hcat([1,2],[3,4]), vcat([1,2],[3]), cat([1],[2],dims=1), reshape(1:6, 2, 3))
B = [1 2
     3 4]
println(B)
println([[1,2] [3,4]], ["a" "b"], [1.0 2; 3 4])
