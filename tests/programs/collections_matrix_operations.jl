# Matrices: building, products, reductions along dimensions, reshaping, concatenation.
A = [1 2; 3 4]
B = [0 1; 1 0]
println(A * B, " ", A + B, " ", A - B, " ", 2A, " ", A / 2, " ", A^2, " ", A', " ", transpose(A), " ", A .* B, " ", A == A, " ", -A)
println(sum(A), sum(A, dims=1), vec(sum(A, dims=2)), " ", prod(A), " ", maximum(A, dims=1), " ", minimum(A), " ", extrema(A), " ", cumsum(A, dims=1), " ", cumsum(A, dims=2))
println(size(A), " ", size(A, 1), " ", length(A), " ", ndims(A), " ", eltype(A), " ", axes(A), " ", A[2, 1], " ", A[:, 1], " ", A[1, :], " ", A[end], " ", A[4])
println(hcat(A, [9, 9]), " ", vcat(A, [9 9]), " ", [A B], " ", [A; B], " ", [A B; B A][3, :], " ", cat([1], [2], dims=1), " ", size(cat(A, B, dims=3)))
println(zeros(2, 2), ones(1, 2), " ", fill(3, 1, 2), " ", reshape(1:4, 2, 2), " ", reshape([1, 2, 3, 4, 5, 6], 2, :), " ", vec(A), " ", permutedims([1, 2]), " ", [1 2 3], " ", [1; 2])
mul(X, Y) = [sum(X[i, k] * Y[k, j] for k in axes(X, 2)) for i in axes(X, 1), j in axes(Y, 2)]
println(mul(A, B) == A * B, " ", vec(mul([1 2 3], [1; 2; 3][:, :])), " ", [1, 2, 3]' * [4, 5, 6], " ", A * [1, 1], " ", [1 2] * A)
det(M) = size(M, 1) == 1 ? M[1, 1] : sum((-1)^(j + 1) * M[1, j] * det(M[2:end, [1:j-1; j+1:size(M, 2)]]) for j in axes(M, 2))
println(det(A), " ", det([2 0 1; 1 3 2; 1 1 1]), " ", det(reshape([4.5], 1, 1)))
function gauss(M, b)
    M, b = float(M), float(b)
    n = length(b)
    for k in 1:n
        p = argmax(abs.(M[k:n, k])) + k - 1
        M[[k, p], :] = M[[p, k], :]
        b[[k, p]] = b[[p, k]]
        for i in k+1:n
            f = M[i, k] / M[k, k]
            M[i, :] -= f * M[k, :]
            b[i] -= f * b[k]
        end
    end
    x = zeros(n)
    for i in n:-1:1
        x[i] = (b[i] - (i == n ? 0.0 : sum(M[i, j] * x[j] for j in i+1:n))) / M[i, i]
    end
    x
end
println(gauss([2 1; 1 3], [3, 5]), map(sum, eachrow(A)), " ", rotr90(A), " ", rot180(A), " ", reverse(A, dims=1), " ", circshift([1 2 3], (0, 1)))
spiral(M) = isempty(M) ? Int[] : vcat(M[1, :], spiral(rotl90(M[2:end, :])))
println(spiral([1 2 3; 4 5 6; 7 8 9]), " ", spiral(reshape(1:0, 0, 0)))
for row in eachrow(A)
    println(row, " ", sum(row))
end
for I in CartesianIndices(A)
    print(Tuple(I), "=", A[I], " ")
end
println()
println(findall(x -> x > 2, A), " ", findfirst(==(3), A), " ", argmax(A), " ", count(iseven, A), " ", map(x -> x^2, A), " ", filter(isodd, A), " ", any(A .> 3), " ", LinearIndices(A)[2, 2])
A[1, 1] = 100
A[:, 2] .= 0
println(A, " ", copy(A) == A, " ", A === A, " ", sum(A[i, i] for i in 1:2), " ", [A[i, j] for j in 1:2 for i in 1:2], " ", mapslices(sum, A, dims=1), " ", isempty(zeros(0, 3)))
