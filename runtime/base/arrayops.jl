# Rearranged arrays: reversed, rotated, permuted, repeated.

function reverse(a::AbstractVector)
    n = length(a)
    b = similar(a)
    for i in 1:n
        @inbounds b[i] = a[n+1-i]
    end
    b
end
function reverse(a::AbstractVector, from::Integer, to::Integer=length(a))
    b = copymutable(a)
    reverse!(b, from, to)
end
reverse(a::AbstractArray; dims=:) = dims isa Colon ? reverse_all(a) : foldl(reverse_along, dims; init=a)
function reverse_all(a)
    n = length(a)
    b = similar(a)
    for i in 1:n
        b[i] = a[n+1-i]
    end
    b
end
reverse!(a::AbstractVector) = reverse!(a, 1, length(a))
function reverse!(a::AbstractVector, from::Integer, to::Integer=length(a))
    i, j = Int(from), Int(to)
    while i < j
        a[i], a[j] = a[j], a[i]
        i += 1
        j -= 1
    end
    a
end
reverse!(a::AbstractArray) = (reverse!(vec(a)); a)
# Along one dimension.
function reverse_along(a::AbstractArray, d::Int)
    b = similar(a)
    n = size(a, d)
    for c in CartesianIndices(a)
        setindex!(b, a[c], ntuple(k -> k == d ? n + 1 - c[k] : c[k], ndims(a))...)
    end
    b
end
function circshift(a::AbstractVector, shift::Integer)
    n = length(a)
    b = similar(a)
    for i in 1:n
        b[mod(i - 1 + shift, n)+1] = a[i]
    end
    b
end
circshift(a::AbstractArray, shift::Integer) = circshift(a, (shift,))
function circshift(a::AbstractArray, shifts)
    b = similar(a)
    for c in CartesianIndices(a)
        at = ntuple(k -> k <= length(shifts) ? mod(c[k] - 1 + shifts[k], size(a, k)) + 1 : c[k], ndims(a))
        setindex!(b, a[c], at...)
    end
    b
end
circshift!(out::AbstractArray, a::AbstractArray, shifts) = copyto!(out, circshift(a, shifts))
circshift!(a::AbstractVector, shift::Integer) = copyto!(a, circshift(a, shift))

function permutedims(a::AbstractMatrix)
    m, n = size(a)
    b = similar(a, (n, m))
    for j in 1:n, i in 1:m
        b[j, i] = a[i, j]
    end
    b
end
permutedims(a::AbstractVector) = reshape(collect(a), (1, length(a)))
function permutedims(a::AbstractArray, order)
    length(order) == ndims(a) && sort(collect(order)) == 1:ndims(a) || throw(ArgumentError("no valid permutation of dimensions"))
    b = similar(a, ntuple(k -> size(a, order[k]), ndims(a)))
    for c in CartesianIndices(b)
        at = ntuple(k -> c[findfirst(==(k), order)], ndims(a))
        b[c] = a[at...]
    end
    b
end
function rotl90(a::AbstractMatrix)
    m, n = size(a)
    b = similar(a, (n, m))
    for i in 1:m, j in 1:n
        b[n+1-j, i] = a[i, j]
    end
    b
end
function rotr90(a::AbstractMatrix)
    m, n = size(a)
    b = similar(a, (n, m))
    for i in 1:m, j in 1:n
        b[j, m+1-i] = a[i, j]
    end
    b
end
function rot180(a::AbstractMatrix)
    m, n = size(a)
    b = similar(a)
    for i in 1:m, j in 1:n
        b[m+1-i, n+1-j] = a[i, j]
    end
    b
end
rotl90(a::AbstractMatrix, k::Integer) = (k = mod(k, 4); k == 0 ? copy(a) : k == 1 ? rotl90(a) : k == 2 ? rot180(a) : rotr90(a))
rotr90(a::AbstractMatrix, k::Integer) = rotl90(a, -k)
rot180(a::AbstractMatrix, k::Integer) = iseven(k) ? copy(a) : rot180(a)

repeat(a::AbstractVector, n::Integer) = repeat_vector(a, Int(n))
function repeat_vector(a, n)
    n < 0 && throw(ArgumentError(string("number of repetitions must be ≥ 0")))
    out = similar(a, (length(a) * n,))
    k = 0
    for r in 1:n, i in 1:length(a)
        k += 1
        @inbounds out[k] = a[i]
    end
    out
end
function repeat(a::AbstractArray; inner=1, outer=1)
    n = max(ndims(a), length(inner), length(outer))
    count_of(counts, k) = k <= length(counts) ? Int(counts[k]) : 1
    out = similar(a, ntuple(k -> size(a, k) * count_of(inner, k) * count_of(outer, k), n))
    for c in CartesianIndices(out)
        at = ntuple(k -> mod(div(c[k] - 1, count_of(inner, k)), size(a, k)) + 1, n)
        out[c] = a[at...]
    end
    out
end
function repeat(a::AbstractArray, counts::Integer...)
    n = max(ndims(a), length(counts))
    out = similar(a, ntuple(k -> size(a, k) * (k <= length(counts) ? Int(counts[k]) : 1), n))
    for c in CartesianIndices(out)
        at = ntuple(k -> mod(c[k] - 1, size(a, k)) + 1, n)
        out[c] = a[at...]
    end
    out
end
dropdims(a::AbstractArray; dims) = dropdims_of(a, dims)
function dropdims_of(a::AbstractArray, dims)
    for d in dims
        size(a, d) == 1 || throw(ArgumentError("dropped dims must all be size 1"))
    end
    reshape(a, (filter(k -> k > 0, [k in dims ? 0 : size(a, k) for k in 1:ndims(a)])...,))
end
# A function applied to every slice along some dimensions.
function mapslices(f, a::AbstractMatrix; dims)
    columns = dims == 1 || dims == (1,) || dims == [1]
    results = columns ? [f(a[:, j]) for j in 1:size(a, 2)] : [f(a[i, :]) for i in 1:size(a, 1)]
    if !(results[1] isa AbstractArray)
        return columns ? reshape(results, (1, length(results))) : reshape(results, (length(results), 1))
    end
    columns ? reduce(hcat, results) : permutedims(reduce(hcat, results))
end

# All elements as floats. An array of floats is given back itself.
float(a::AbstractArray{<:AbstractFloat}) = a
float(a::AbstractArray) = map(float, a)
float(r::AbstractUnitRange{<:Integer}) = float(first(r)):float(last(r))
float(r::OrdinalRange{<:Integer}) = float(first(r)):float(step(r)):float(last(r))
