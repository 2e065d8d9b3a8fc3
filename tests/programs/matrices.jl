# Matrices: making, indexing, filling, printing on one line.
m = zeros(2, 3)
println(m, " ", size(m), " ", length(m), " ", ndims(m))
m[1, 2] = 5
m[2, 3] = -1.5
println(m)
println(m[1, 2], " ", m[2, 3], " ", m[3], " ", m[6])
a = [1 2; 3 4]
println(a, " ", a[1, 2], " ", a[2, 1], " ", size(a, 1), " ", size(a, 2))
println(ones(Int, 2, 2), " ", fill(7, 1, 3))
println([1 2 3], " ", [1.5 2; 3 4], " ", ["a" "b"; "c" "d"])
function identity_matrix(n)
    m = zeros(Int, n, n)
    for i in 1:n
        m[i, i] = 1
    end
    m
end
println(identity_matrix(3))
function multiply(a, b)
    n, k = size(a)
    p = size(b, 2)
    c = zeros(eltype(a), n, p)
    for i in 1:n, j in 1:p
        s = zero(eltype(a))
        for l in 1:k
            s += a[i, l] * b[l, j]
        end
        c[i, j] = s
    end
    c
end
println(multiply([1 2; 3 4], [5 6; 7 8]))
println(multiply([1.0 0.5], [2.0 0.0; 4.0 1.0]))
function transpose_of(m)
    t = Matrix{Int64}(undef, size(m, 2), size(m, 1))
    for i in 1:size(m, 1), j in 1:size(m, 2)
        t[j, i] = m[i, j]
    end
    t
end
println(transpose_of([1 2 3; 4 5 6]))
for x in [1 2; 3 4]
    print(x, " ")
end
println()
s = 0
for j in 1:2, i in 1:2
    global s += a[i, j] * (10i + j)
end
println(s)
b = copy(a)
b[1, 1] = 100
println(a, " ", b, " ", a == b, " ", a == [1 2; 3 4])
println(sum(a), " ", eltype(a), " ", a[end], " ", a[end, 1], " ", a[1, end])
a[1, 1] += 10
println(a)
