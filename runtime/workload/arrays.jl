# Vectors and matrices of the common element types.
function vectors(v, x)
    n = length(v)
    s = v[1] + v[n] + v[end]
    for i in 1:n
        v[i] = v[i] + x
        s += v[i]
    end
    for y in v
        s += y
    end
    for i in eachindex(v)
        s += v[i]
    end
    w = copy(v)
    push!(w, x)
    y = pop!(w)
    append!(w, v)
    isempty(w) || (s += y)
    w[1], w[2] = w[2], w[1]
    return s + length(w)
end
println(vectors([1, 2, 3], 4))
println(vectors([1.0, 2.0, 3.0], 4.0))
a = Int[]
push!(a, 1)
b = Float64[]
push!(b, 1.0)
c = String[]
push!(c, "x")
d = Any[]
push!(d, 1)
println(a, b, c, d, length(a), length(d))
println(zeros(3), " ", ones(2), " ", zeros(Int, 3), " ", fill(1, 3), " ", fill(0.5, 2))
println([1, 2, 3] == [1, 2, 3], " ", reverse([1, 2, 3]))
function matrices(n)
    m = zeros(n, n)
    for i in 1:n, j in 1:n
        m[i, j] = i + j
    end
    s = 0.0
    for j in 1:size(m, 2), i in 1:size(m, 1)
        s += m[i, j]
    end
    return s, size(m), length(m)
end
println(matrices(3))
println([x * x for x in 1:5])
println([x * 0.5 for x in 1:3])
println(map(x -> x + 1, [1, 2, 3]))
