# Matrices made by comprehensions, multiplied by three loops.
function multiply(a, b)
    n, m, p = size(a, 1), size(a, 2), size(b, 2)
    c = zeros(n, p)
    for j in 1:p, k in 1:m, i in 1:n
        c[i, j] += a[i, k] * b[k, j]
    end
    return c
end
function kernel(n)
    a = [1.0 / (i + j) for i in 1:n, j in 1:n]
    b = [i == j ? 2.0 : 0.5 for i in 1:n, j in 1:n]
    return sum(multiply(a, b))
end
