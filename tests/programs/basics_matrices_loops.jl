# Matrices by loops: products, transposition, identity, magic squares, determinants, spirals.
function product(A, B)
    n, m = size(A)
    p = size(B, 2)
    C = zeros(Int, n, p)
    for i in 1:n, j in 1:p, k in 1:m
        C[i, j] += A[i, k] * B[k, j]
    end
    C
end
A = [1 2 3; 4 5 6]
B = [7 8; 9 10; 11 12]
println(product(A, B), " ", size(product(B, A)))
function flipped(A)
    n, m = size(A)
    T = zeros(Int, m, n)
    for i in 1:n, j in 1:m
        T[j, i] = A[i, j]
    end
    T
end
println(flipped(A))
function identity_matrix(n)
    I = zeros(Int, n, n)
    for i in 1:n
        I[i, i] = 1
    end
    I
end
function matrix_power(A, n)
    R = identity_matrix(size(A, 1))
    while n > 0
        isodd(n) && (R = product(R, A))
        A = product(A, A)
        n ÷= 2
    end
    R
end
println(matrix_power([1 1; 1 0], 30), " ", identity_matrix(2))
function magic(n)
    M = zeros(Int, n, n)
    i, j = 1, n ÷ 2 + 1
    for k in 1:n*n
        M[i, j] = k
        a, b = mod1(i - 1, n), mod1(j + 1, n)
        if M[a, b] != 0
            a, b = mod1(i + 1, n), j
        end
        i, j = a, b
    end
    M
end
M = magic(5)
for i in 1:5
    for j in 1:5
        M[i, j] < 10 && print(' ')
        print(M[i, j], ' ')
    end
    println()
end
rows = [0, 0, 0, 0, 0]
for i in 1:5, j in 1:5
    rows[i] += M[i, j]
end
println(rows)
function determinant(A)
    n = size(A, 1)
    n == 1 && return A[1, 1]
    total = 0
    for k in 1:n
        minor = zeros(Int, n - 1, n - 1)
        for i in 2:n
            c = 0
            for j in 1:n
                j == k && continue
                c += 1
                minor[i-1, c] = A[i, j]
            end
        end
        total += (isodd(k) ? 1 : -1) * A[1, k] * determinant(minor)
    end
    total
end
println(determinant([2 0 1; 1 3 2; 1 1 1]), " ", determinant([1 2; 3 4]), " ", determinant(magic(3)))
function spiral(n)
    S = zeros(Int, n, n)
    top, bottom, left, right = 1, n, 1, n
    k = 1
    while top <= bottom && left <= right
        for j in left:right
            S[top, j] = k
            k += 1
        end
        top += 1
        for i in top:bottom
            S[i, right] = k
            k += 1
        end
        right -= 1
        for j in right:-1:left
            S[bottom, j] = k
            k += 1
        end
        bottom -= 1
        for i in bottom:-1:top
            S[i, left] = k
            k += 1
        end
        left += 1
    end
    S
end
println(spiral(4))
trace(A) = (s = zero(eltype(A)); for i in 1:size(A, 1); s += A[i, i]; end; s)
println(trace(M), " ", trace([1.5 0; 0 2]), " ", sum(M), " ", maximum(M), " ", length(M))
