# Matrix product by three loops: what vectorizers like.
function matmul!(c, a, b)
    n = size(a, 1)
    @inbounds for j in 1:n
        for k in 1:n
            x = b[k, j]
            for i in 1:n
                c[i, j] += a[i, k] * x
            end
        end
    end
    return c
end

function matmul(n)
    a = zeros(n, n)
    b = zeros(n, n)
    c = zeros(n, n)
    for j in 1:n
        for i in 1:n
            a[i, j] = ((i - 1) * (j - 1)) % 7 + 0.5
            b[i, j] = (i - 1 + j - 1) % 5 + 0.5
        end
    end
    matmul!(c, a, b)
    s = 0.0
    for x in c
        s += x
    end
    return floor(Int, s * 4.0)
end

kernel(n) = matmul(n)
