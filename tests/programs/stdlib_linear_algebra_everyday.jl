# Everyday linear algebra: products, norms, determinants, solving, factorizations by hand, identity, power iteration.
using LinearAlgebra
a = [4.0 1.0; 2.0 3.0]
b = [1.0, 2.0]
println(a * b, " ", a * a, " ", a', " ", dot(b, b), " ", norm([3, 4]), " ", tr(a), " ", det(a), " ", b' * a * b, " ", cross([1, 0, 0], [0, 1, 0]))
x = a \ b
println(round.(x, digits = 6), " ", isapprox(a * x, b), " ", isapprox(inv(a) * a, Matrix{Float64}(I, 2, 2), atol = 1e-12), " ", norm([1, -2, 3], 1), " ", norm([1, -2, 3], Inf), " ", a + I, " ", 2I * b)
println(issymmetric([1 2; 2 1]), issymmetric(a), " ", diag(a), " ", Diagonal([1, 2]) * [3, 4], " ", triu([1 2; 3 4]), tril([1 2; 3 4]))
function lu_by_hand(m)
    n = size(m, 1)
    u = float.(m)
    l = Matrix{Float64}(I, n, n)
    for k in 1:n-1, i in k+1:n
        l[i, k] = u[i, k] / u[k, k]
        u[i, :] -= l[i, k] * u[k, :]
    end
    return l, u
end
l, u = lu_by_hand([2 1 1; 4 3 3; 8 7 9])
println(l, " ", u, " ", l * u == [2 1 1; 4 3 3; 8 7 9], " ", prod(diag(u)))
function gram_schmidt(m)
    q = zeros(size(m))
    for j in axes(m, 2)
        v = m[:, j]
        for k in 1:j-1
            v -= dot(q[:, k], m[:, j]) * q[:, k]
        end
        q[:, j] = v / norm(v)
    end
    return q
end
q = gram_schmidt([1.0 1 0; 1 0 1; 0 1 1])
println(round.(q' * q, digits = 10) == I, " ", round.(abs.(q), digits = 4))
function power_iteration(m; steps = 100)
    v = ones(size(m, 1))
    for _ in 1:steps
        v = m * v
        v /= norm(v)
    end
    return dot(v, m * v), v
end
λ, v = power_iteration([2.0 1; 1 3])
println(round(λ, digits = 6), " ", round.(v, digits = 5), " ", isapprox(λ, (5 + √5) / 2))
least_squares(x, y) = (m = [ones(length(x)) x]; (m' * m) \ (m' * y))
println(round.(least_squares([1, 2, 3, 4], [2.1, 3.9, 6.1, 8.0]), digits = 4), " ", normalize([3, 4]), " ", round(acos(dot([1, 0], [1, 1]) / norm([1, 1])) * 180 / π, digits = 6))
fibm(n) = ([1 1; 1 0]^n)[1, 2]
println(fibm.(1:10), " ", [1 2; 3 4]^2, " ", [1 2; 3 4] .^ 2, " ", [2 0; 0 3]^3, " ", kron([1 0; 0 1], [1 2]), " ", [1 2; 3 4] * [5; 6], " ", [1, 2] * [3 4], " ", transpose([1 2; 3 4]) == [1 3; 2 4], " ", I * [1 2; 3 4] == [1 2; 3 4], " ", Matrix(I, 2, 2), " ", ones(2, 2) - I)
