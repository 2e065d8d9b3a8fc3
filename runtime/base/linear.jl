# Arithmetic of vectors and matrices as wholes, products, and systems of equations.

for_same_size(a, b) = size(a) == size(b) || throw_sizes(a, b)
@noinline function throw_sizes(a, b)
    at = 1
    while size(a, at) == size(b, at)
        at += 1
    end
    throw(DimensionMismatch(string("dimensions must match: a has dims ", axes(a), ", b has dims ", axes(b), ", mismatch at ", at)))
end
+(a::AbstractArray, b::AbstractArray) = (for_same_size(a, b); broadcast(+, a, b))
-(a::AbstractArray, b::AbstractArray) = (for_same_size(a, b); broadcast(-, a, b))
+(a::AbstractArray) = broadcast(+, a)
-(a::AbstractArray) = broadcast(-, a)
*(x::Number, a::AbstractArray) = broadcast(*, x, a)
*(a::AbstractArray, x::Number) = broadcast(*, a, x)
/(a::AbstractArray, x::Number) = broadcast(/, a, x)
\(x::Number, a::AbstractArray) = broadcast(\, x, a)
\(x::Number, y::Number) = y / x
conj(x::Real) = x
conj(a::AbstractArray{<:Real}) = a
conj(a::AbstractArray) = map(conj, a)
real(a::AbstractArray{<:Real}) = a
real(a::AbstractArray) = map(real, a)
imag(a::AbstractArray{<:Real}) = zero(a)
imag(a::AbstractArray) = map(imag, a)
isreal(a::AbstractArray{<:Real}) = true
isreal(a::AbstractArray) = all(isreal, a)
real(::Missing) = missing
imag(::Missing) = missing
kron(x::Number, a::AbstractArray) = x * a
kron(a::AbstractArray, x::Number) = a * x
kron(x::Number, y::Number) = x * y

# Products. The inner loop goes down a column.
product_eltype_of(a, b) = typeof(zero(eltype(a)) * zero(eltype(b)) + zero(eltype(a)) * zero(eltype(b)))
function *(a::AbstractMatrix, x::AbstractVector)
    m, n = size(a)
    length(x) == n || throw_vector_product(a, x)
    y = zeros(product_eltype_of(a, x), m)
    for j in 1:n
        @inbounds factor = x[j]
        for i in 1:m
            @inbounds y[i] += a[i, j] * factor
        end
    end
    y
end
function *(a::AbstractMatrix, b::AbstractMatrix)
    size(a, 2) == size(b, 1) || throw_product(a, b)
    mul!(zeros(product_eltype_of(a, b), size(a, 1), size(b, 2)), a, b)
end
# The words depend on which routine Julia would have called.
@noinline function throw_product(a, b)
    if eltype(a) <: IEEEFloat && eltype(b) <: IEEEFloat
        throw(DimensionMismatch(string("A has dimensions ", shown_dims(size(a)), " but B has dimensions ", shown_dims(size(b)))))
    end
    throw(DimensionMismatch(string("matrix A has dimensions ", shown_dims(size(a)), ", matrix B has dimensions ", shown_dims(size(b)))))
end
@noinline function throw_vector_product(a, x)
    if eltype(a) <: IEEEFloat && eltype(x) <: IEEEFloat
        throw(DimensionMismatch(string("second dimension of A, ", size(a, 2), ", does not match length of x, ", length(x))))
    end
    throw(DimensionMismatch(string("matrix A has dimensions ", shown_dims(size(a)), ", vector B has length ", length(x))))
end
shown_dims(dims) = string("(", joined_by(dims, ","), ")")
function mul!(c::AbstractMatrix, a::AbstractMatrix, b::AbstractMatrix)
    m, n = size(a)
    fill!(c, zero(eltype(c)))
    for j in 1:size(b, 2), k in 1:n
        @inbounds factor = b[k, j]
        for i in 1:m
            @inbounds c[i, j] += a[i, k] * factor
        end
    end
    c
end
mul!(y::AbstractVector, a::AbstractMatrix, x::AbstractVector) = copyto!(y, a * x)
*(x::AbstractVector, a::AbstractMatrix) = size(a, 1) == 1 ? reshape(x, (length(x), 1)) * a : throw_product(reshape(x, (length(x), 1)), a)
*(a::Union{Adjoint{T, S}, Transpose{T, S}}, x::AbstractVector) where {T, S<:AbstractVector} = row_times(a, x)
function row_times(a, x)
    length(a) == length(x) || throw(DimensionMismatch(string("first array has length ", length(a), " which does not match the length of the second, ", length(x), ".")))
    dot_product(a, x)
end
*(x::AbstractVector, a::Union{Adjoint{T, S}, Transpose{T, S}}) where {T, S<:AbstractVector} = broadcast(*, x, a)
function *(a::Union{Adjoint{T, S}, Transpose{T, S}}, b::AbstractMatrix) where {T, S<:AbstractVector}
    size(a, 2) == size(b, 1) || throw_product(a, b)
    adjoint([dot_product(a, view(b, :, j)) for j in 1:size(b, 2)])
end
*(a::Union{Adjoint{T, S}, Transpose{T, S}}, b::Union{Adjoint{U, P}, Transpose{U, P}}) where {T, U, S<:AbstractVector, P<:AbstractVector} = throw_product(a, b)
function dot_product(a, x)
    n = length(a)
    n == 0 && return zero(eltype(a)) * zero(eltype(x))
    total = a[1] * x[1]
    for i in 2:n
        total += a[i] * x[i]
    end
    total
end
function ^(a::AbstractMatrix, p::Integer)
    size(a, 1) == size(a, 2) || throw(DimensionMismatch(string("matrix is not square: dimensions are ", size(a))))
    p < 0 && return inv(a)^(-p)
    p == 0 && return one(a)
    result = copy(a)
    power = copy(a)
    started = false
    n = p
    while n > 0
        if isodd(n)
            result = started ? result * power : power
            started = true
        end
        n >>= 1
        n > 0 && (power = power * power)
    end
    result
end
literal_pow(::typeof(^), a::AbstractMatrix, ::Val{p}) where {p} = a^p
function one(a::AbstractMatrix{T}) where {T}
    size(a, 1) == size(a, 2) || throw(DimensionMismatch("multiplicative identity defined only for square matrices"))
    identity_matrix(T, size(a, 1))
end
function identity_matrix(::Type{T}, n) where {T}
    e = zeros(T, n, n)
    for i in 1:n
        e[i, i] = one(T)
    end
    e
end
zero(a::AbstractArray{T}) where {T} = fill!(similar(a), zero(T))
iszero(a::AbstractArray) = all(iszero, a)
function kron(a::AbstractMatrix, b::AbstractMatrix)
    m, n = size(b)
    out = zeros(product_eltype_of(a, b), size(a, 1) * m, size(a, 2) * n)
    for j in 1:size(out, 2), i in 1:size(out, 1)
        out[i, j] = a[div(i - 1, m)+1, div(j - 1, n)+1] * b[mod(i - 1, m)+1, mod(j - 1, n)+1]
    end
    out
end
kron(a::AbstractVector, b::AbstractVector) = vec(kron(reshape(a, (length(a), 1)), reshape(b, (length(b), 1))))

# Elimination with the largest pivot of each column: the factors in one matrix, the order of rows, the sign of it.
struct SingularException <: Exception
    info::Int
end
showerror(io::IO, e::SingularException) = print(io, "SingularException(", e.info, ")")
@noinline throw_not_square(a) = throw(DimensionMismatch(string("matrix is not square: dimensions are ", size(a))))
function eliminated(a::AbstractMatrix)
    n = size(a, 1)
    size(a, 2) == n || throw_not_square(a)
    T = typeof(zero(eltype(a)) / one(eltype(a)))
    lu = Array{T, 2}(a)
    rows = collect(1:n)
    sign = 1
    singular = 0
    for k in 1:n
        pivot = k
        for i in k+1:n
            abs(lu[i, k]) > abs(lu[pivot, k]) && (pivot = i)
        end
        if iszero(lu[pivot, k])
            singular == 0 && (singular = k)
            continue
        end
        if pivot != k
            sign = -sign
            rows[k], rows[pivot] = rows[pivot], rows[k]
            for j in 1:n
                lu[k, j], lu[pivot, j] = lu[pivot, j], lu[k, j]
            end
        end
        # As LAPACK does, by the reciprocal of the pivot.
        scale = one(T) / lu[k, k]
        for i in k+1:n
            lu[i, k] *= scale
        end
        for j in k+1:n, i in k+1:n
            lu[i, j] -= lu[i, k] * lu[k, j]
        end
    end
    (lu, rows, sign, singular)
end
function solved!(lu, rows, b::AbstractVector)
    n = length(rows)
    x = [lu[1, 1] * zero(eltype(b)) + b[rows[i]] for i in 1:n]
    for j in 1:n, i in j+1:n
        x[i] -= lu[i, j] * x[j]
    end
    for j in n:-1:1
        x[j] /= lu[j, j]
        for i in 1:j-1
            x[i] -= lu[i, j] * x[j]
        end
    end
    x
end
function \(a::AbstractMatrix, b::AbstractVector)
    size(a, 1) == length(b) || throw(DimensionMismatch(string("B has first dimension ", length(b), ", but needs ", size(a, 1))))
    size(a, 1) == size(a, 2) || return least_squares(a, b)
    lu, rows, sign, singular = eliminated(a)
    singular == 0 || throw(SingularException(singular))
    solved!(lu, rows, b)
end
function \(a::AbstractMatrix, b::AbstractMatrix)
    lu, rows, sign, singular = eliminated(a)
    singular == 0 || throw(SingularException(singular))
    reduce(hcat, [solved!(lu, rows, b[:, j]) for j in 1:size(b, 2)])
end
/(a::AbstractMatrix, b::AbstractMatrix) = permutedims(permutedims(b) \ permutedims(a))
inv(x::Number) = one(x) / x
function inv(a::AbstractMatrix)
    n = size(a, 1)
    size(a, 2) == n || throw_not_square(a)
    lu, rows, sign, singular = eliminated(a)
    singular == 0 || throw(SingularException(singular))
    # As LAPACK does: the inverse of the upper factor first, in its place.
    for j in 1:n
        lu[j, j] = one(eltype(lu)) / lu[j, j]
        for k in 1:j-1
            x = lu[k, j]
            for i in 1:k-1
                lu[i, j] += x * lu[i, k]
            end
            lu[k, j] = x * lu[k, k]
        end
        for i in 1:j-1
            lu[i, j] *= -lu[j, j]
        end
    end
    # Then that of the lower factor is taken away, column by column from the right.
    for j in n-1:-1:1
        lower = lu[j+1:n, j]
        for i in j+1:n
            lu[i, j] = zero(eltype(lu))
        end
        for k in j+1:n, i in 1:n
            lu[i, j] -= lu[i, k] * lower[k-j]
        end
    end
    out = similar(lu)
    for j in 1:n, i in 1:n
        out[i, rows[j]] = lu[i, j]
    end
    # A triangular matrix has a triangular inverse, without negative zeros.
    upper = all(iszero(a[i, j]) for j in 1:n for i in j+1:n)
    lower = all(iszero(a[i, j]) for j in 1:n for i in 1:j-1)
    for j in 1:n, i in 1:n
        (upper && i > j || lower && i < j) && (out[i, j] = zero(eltype(out)))
    end
    out
end
# The solution with the smallest sum of squared differences, by Householder reflections.
function least_squares(a, b)
    m, n = size(a)
    T = typeof(zero(eltype(a)) / one(eltype(a)))
    r = Array{T, 2}(a)
    y = Array{typeof(zero(T) + zero(eltype(b))), 1}(b)
    for k in 1:n
        length_k = sqrt(sum(r[i, k]^2 for i in k:m))
        length_k == 0 && continue
        alpha = r[k, k] > 0 ? -length_k : length_k
        v = [r[i, k] for i in k:m]
        v[1] -= alpha
        norm2 = sum(x -> x^2, v)
        for j in k:n
            factor = 2 * sum(v[i-k+1] * r[i, j] for i in k:m) / norm2
            for i in k:m
                r[i, j] -= factor * v[i-k+1]
            end
        end
        factor = 2 * sum(v[i-k+1] * y[i] for i in k:m) / norm2
        for i in k:m
            y[i] -= factor * v[i-k+1]
        end
    end
    x = y[1:n]
    for j in n:-1:1
        x[j] /= r[j, j]
        for i in 1:j-1
            x[i] -= r[i, j] * x[j]
        end
    end
    x
end
function determinant(a::AbstractMatrix)
    lu, rows, sign, singular = eliminated(a)
    d = one(eltype(lu)) * sign
    for i in 1:length(rows)
        d *= lu[i, i]
    end
    d
end
