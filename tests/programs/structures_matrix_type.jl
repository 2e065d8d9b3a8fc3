# A matrix type of one's own that is an AbstractMatrix: indexing, arithmetic, printing.
struct Banded{T} <: AbstractMatrix{T}
    diagonal::Vector{T}
    above::Vector{T}
    below::Vector{T}
end
Base.size(b::Banded) = (length(b.diagonal), length(b.diagonal))
function Base.getindex(b::Banded{T}, i::Int, j::Int) where {T}
    i == j && return b.diagonal[i]
    j == i + 1 && return b.above[i]
    i == j + 1 && return b.below[j]
    zero(T)
end
function Base.setindex!(b::Banded, v, i::Int, j::Int)
    if i == j
        b.diagonal[i] = v
    elseif j == i + 1
        b.above[i] = v
    elseif i == j + 1
        b.below[j] = v
    else
        throw(ArgumentError("($i, $j) lies outside the bands"))
    end
    v
end
b = Banded([1, 2, 3, 4], [5, 6, 7], [8, 9, 10])
for i in 1:size(b, 1)
    println(join([lpad(b[i, j], 3) for j in 1:size(b, 2)]))
end
b[2, 3] = 60
println(b[2, 3], " ", sum(b), " ", maximum(b), " ", length(b), " ", ndims(b))
try
    b[1, 4] = 1
catch e
    println(e.msg)
end
println(collect(b)[3, :], " ", [x for x in b if x > 9], " ", b[2, :], " ", b[1:2, 1:2])
function multiply(b::Banded, v)
    [sum(b[i, j] * v[j] for j in max(1, i - 1):min(size(b, 2), i + 1)) for i in 1:size(b, 1)]
end
println(multiply(b, [1, 1, 1, 1]), " ", b * [1, 1, 1, 1])
println(map(x -> 2x, b), " ", size(b), " ", axes(b, 1), " ", b == collect(b))
function thomas(a, b, c, d)
    n = length(d)
    b, d = copy(b), copy(d)
    for i in 2:n
        w = a[i-1] / b[i-1]
        b[i] -= w * c[i-1]
        d[i] -= w * d[i-1]
    end
    x = similar(d)
    x[n] = d[n] / b[n]
    for i in n-1:-1:1
        x[i] = (d[i] - c[i] * x[i+1]) / b[i]
    end
    x
end
println(thomas([1.0, 1.0], [4.0, 4.0, 4.0], [1.0, 1.0], [5.0, 6.0, 5.0]))
