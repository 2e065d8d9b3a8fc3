# The standard library's `LinearAlgebra`, as far as everyday programs use it.
module LinearAlgebra

import Base: *, +, -, /, \, inv, size, getindex, show
export dot, ⋅, cross, ×, norm, normalize, normalize!, det, tr, I, UniformScaling, diag, diagm, Diagonal, rank, nullspace
export transpose, adjoint, issymmetric, ishermitian, isdiag, istriu, istril, triu, tril, triu!, tril!, kron, lu, mul!, isposdef
export Symmetric, Transpose, Adjoint, SingularException, logdet, opnorm, cond, axpy!, lmul!, rmul!, checksquare

const Adjoint = Base.Adjoint
const Transpose = Base.Transpose
const SingularException = Base.SingularException
const mul! = Base.mul!

function checksquare(a)
    size(a, 1) == size(a, 2) || throw(DimensionMismatch(string("matrix is not square: dimensions are ", size(a))))
    size(a, 1)
end

function dot(x, y)
    length(x) == length(y) || throw(DimensionMismatch(string("first array has length ", length(x), " which does not match the length of the second, ", length(y), ".")))
    isempty(x) && return zero(eltype(x)) * zero(eltype(y))
    total = dot(x[1], y[1])
    for i in 2:length(x)
        total += dot(x[i], y[i])
    end
    total
end
dot(x::Number, y::Number) = conj(x) * y
dot(x, a::AbstractMatrix, y) = dot(x, a * y)
const ⋅ = dot
function cross(a::AbstractVector, b::AbstractVector)
    length(a) == length(b) == 3 || throw(DimensionMismatch("cross product is only defined for vectors of length 3"))
    [a[2] * b[3] - a[3] * b[2], a[3] * b[1] - a[1] * b[3], a[1] * b[2] - a[2] * b[1]]
end
const × = cross

const norm = Base.norm
# By the reciprocal of the norm, where that exists.
normalize(x, p::Real=2) = (n = norm(x, p); n >= 1 / floatmax(Float64) ? x * inv(n) : x / n)
normalize!(x, p::Real=2) = copyto!(x, normalize(x, p))
opnorm(a::AbstractMatrix, p::Real) = p == 1 ? maximum(sum(abs, a[:, j]) for j in 1:size(a, 2)) : maximum(sum(abs, a[i, :]) for i in 1:size(a, 1))

function tr(a::AbstractMatrix)
    n = checksquare(a)
    total = zero(eltype(a))
    for i in 1:n
        total += a[i, i]
    end
    total
end
det(a::AbstractMatrix) = (checksquare(a); istriu(a) || istril(a) ? prod(float(a[i, i]) for i in 1:size(a, 1)) : Base.determinant(a))
det(x::Number) = x
logdet(a::AbstractMatrix) = log(det(a))
function rank(a::AbstractMatrix)
    b = Array{Float64, 2}(a)
    m, n = size(b)
    rows = 0
    tolerance = max(m, n) * eps(Float64) * max(norm(b), 1.0)
    for j in 1:n
        rows == m && break
        pivot = rows + 1
        for i in rows+1:m
            abs(b[i, j]) > abs(b[pivot, j]) && (pivot = i)
        end
        abs(b[pivot, j]) <= tolerance && continue
        rows += 1
        for k in 1:n
            b[rows, k], b[pivot, k] = b[pivot, k], b[rows, k]
        end
        for i in rows+1:m
            factor = b[i, j] / b[rows, j]
            for k in j:n
                b[i, k] -= factor * b[rows, k]
            end
        end
    end
    rows
end

diag(a::AbstractMatrix, k::Integer=0) = [a[i + max(-k, 0), i + max(k, 0)] for i in 1:min(size(a, 1) - max(-k, 0), size(a, 2) - max(k, 0))]
function diagm(v::AbstractVector)
    a = zeros(eltype(v), length(v), length(v))
    for i in 1:length(v)
        a[i, i] = v[i]
    end
    a
end
function diagm(lines::Pair...)
    n = maximum(length(p.second) + abs(p.first) for p in lines)
    a = zeros(promote_type(map(p -> eltype(p.second), lines)...), n, n)
    for (k, v) in lines, i in 1:length(v)
        a[i + max(-k, 0), i + max(k, 0)] += v[i]
    end
    a
end
triu(a::AbstractMatrix, k::Integer=0) = keep_part(a, (i, j) -> j - i >= k)
tril(a::AbstractMatrix, k::Integer=0) = keep_part(a, (i, j) -> j - i <= k)
triu!(a::AbstractMatrix, k::Integer=0) = copyto!(a, triu(a, k))
tril!(a::AbstractMatrix, k::Integer=0) = copyto!(a, tril(a, k))
function keep_part(a, wanted)
    b = copy(a)
    for j in 1:size(a, 2), i in 1:size(a, 1)
        wanted(i, j) || (b[i, j] = zero(eltype(a)))
    end
    b
end
function all_at(a, condition)
    for j in 1:size(a, 2), i in 1:size(a, 1)
        condition(i, j) || return false
    end
    true
end
istriu(a::AbstractMatrix) = all_at(a, (i, j) -> i <= j || iszero(a[i, j]))
istril(a::AbstractMatrix) = all_at(a, (i, j) -> i >= j || iszero(a[i, j]))
isdiag(a::AbstractMatrix) = all_at(a, (i, j) -> i == j || iszero(a[i, j]))
issymmetric(a::AbstractMatrix) = size(a, 1) == size(a, 2) && all_at(a, (i, j) -> a[i, j] == a[j, i])
ishermitian(a::AbstractMatrix) = size(a, 1) == size(a, 2) && all_at(a, (i, j) -> a[i, j] == adjoint(a[j, i]))
axpy!(x, a, b) = (b .+= x .* a; b)
rmul!(a, x::Number) = (a .*= x; a)
lmul!(x::Number, a) = (a .*= x; a)

# The identity of whatever size is needed.
struct UniformScaling{T<:Number}
    λ::T
end
const I = UniformScaling(true)
(s::UniformScaling)(n::Integer) = Diagonal(fill(s.λ, n))
function Base.Matrix{T}(s::UniformScaling, m::Integer, n::Integer) where {T}
    a = zeros(T, m, n)
    for i in 1:min(m, n)
        a[i, i] = s.λ
    end
    a
end
Base.Matrix{T}(s::UniformScaling, dims::Tuple{Integer, Integer}) where {T} = Matrix{T}(s, dims...)
(::Type{Matrix})(s::UniformScaling, m::Integer, n::Integer) = Matrix{typeof(s.λ)}(s, m, n)
(::Type{Matrix})(s::UniformScaling, dims::Tuple{Integer, Integer}) = Matrix{typeof(s.λ)}(s, dims...)
getindex(s::UniformScaling, i::Integer, j::Integer) = i == j ? s.λ : zero(s.λ)
function added(a, x)
    n = checksquare(a)
    b = Array{promote_type(eltype(a), typeof(x)), 2}(a)
    for i in 1:n
        b[i, i] += x
    end
    b
end
+(a::AbstractMatrix, s::UniformScaling) = added(a, s.λ)
+(s::UniformScaling, a::AbstractMatrix) = added(a, s.λ)
-(a::AbstractMatrix, s::UniformScaling) = added(a, -s.λ)
-(s::UniformScaling, a::AbstractMatrix) = added(-a, s.λ)
*(a::AbstractMatrix, s::UniformScaling) = a * s.λ
*(s::UniformScaling, a::AbstractMatrix) = s.λ * a
*(s::UniformScaling, a::AbstractVector) = s.λ * a
*(x::Number, s::UniformScaling) = UniformScaling(x * s.λ)
*(s::UniformScaling, x::Number) = UniformScaling(s.λ * x)
-(s::UniformScaling) = UniformScaling(-s.λ)
Base.:(==)(a::AbstractMatrix, s::UniformScaling) = all_at(a, (i, j) -> a[i, j] == s[i, j])

struct Diagonal{T, V<:AbstractVector{T}} <: AbstractMatrix{T}
    diag::V
end
Diagonal(a::AbstractMatrix) = Diagonal(diag(a))
size(d::Diagonal) = (length(d.diag), length(d.diag))
function getindex(d::Diagonal, i::Int, j::Int)
    i == j ? d.diag[i] : zero(eltype(d.diag))
end
*(d::Diagonal, v::AbstractVector) = d.diag .* v
*(d::Diagonal, a::AbstractMatrix) = d.diag .* a
*(a::AbstractMatrix, d::Diagonal) = a .* transpose(d.diag)
*(a::Diagonal, b::Diagonal) = Diagonal(a.diag .* b.diag)
Base.has_zero_by_shape(d::Diagonal, i::Int) = (i - 1) % (length(d.diag) + 1) != 0
inv(d::Diagonal) = Diagonal(inv.(d.diag))

struct LU{T}
    factors::Matrix{T}
    p::Vector{Int}
end
function lu(a::AbstractMatrix)
    factors, rows, sign, singular = Base.eliminated(a)
    singular == 0 || throw(SingularException(singular))
    LU{eltype(factors)}(factors, rows)
end
function Base.getproperty(f::LU, name::Symbol)
    name === :L && return added(tril(getfield(f, :factors), -1), one(eltype(getfield(f, :factors))))
    name === :U && return triu(getfield(f, :factors))
    name === :P && return Base.identity_matrix(eltype(getfield(f, :factors)), length(getfield(f, :p)))[getfield(f, :p), :]
    getfield(f, name)
end
Base.iterate(f::LU) = (f.L, 2)
Base.iterate(f::LU, k::Int) = k == 2 ? (f.U, 3) : (k == 3 ? (f.p, 4) : nothing)
\(f::LU, b::AbstractVector) = Base.solved!(getfield(f, :factors), getfield(f, :p), b)

end
