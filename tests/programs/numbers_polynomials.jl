# Polynomials with operators, evaluation, derivative, division, printing.
struct Polynomial{T<:Number}
    c::Vector{T}
    function Polynomial(c::Vector{T}) where {T<:Number}
        last = something(findlast(!iszero, c), 1)
        new{T}(isempty(c) ? zeros(T, 1) : c[1:last])
    end
end
Polynomial(c::Number...) = Polynomial(collect(promote(c...)))
degree(p::Polynomial) = length(p.c) - 1
Base.getindex(p::Polynomial, k) = 0 <= k <= degree(p) ? p.c[k+1] : zero(eltype(p.c))
Base.:(==)(p::Polynomial, q::Polynomial) = p.c == q.c
Base.iszero(p::Polynomial) = all(iszero, p.c)
Base.:+(p::Polynomial, q::Polynomial) = Polynomial([p[k] + q[k] for k in 0:max(degree(p), degree(q))])
Base.:-(p::Polynomial) = Polynomial(-p.c)
Base.:-(p::Polynomial, q::Polynomial) = p + (-q)
function Base.:*(p::Polynomial, q::Polynomial)
    out = zeros(promote_type(eltype(p.c), eltype(q.c)), degree(p) + degree(q) + 1)
    for (i, a) in enumerate(p.c), (j, b) in enumerate(q.c)
        out[i+j-1] += a * b
    end
    Polynomial(out)
end
Base.:*(k::Number, p::Polynomial) = Polynomial(k .* p.c)
Base.:^(p::Polynomial, n::Integer) = n == 0 ? Polynomial(1) : n == 1 ? p : p * p^(n - 1)
(p::Polynomial)(x) = foldr((c, acc) -> c + x * acc, p.c)
derivative(p::Polynomial) = degree(p) == 0 ? Polynomial(0) : Polynomial([k * p[k] for k in 1:degree(p)])
function Base.divrem(p::Polynomial, q::Polynomial)
    iszero(q) && throw(DivideError())
    r = Polynomial(p.c // 1)
    quotient = Polynomial([0 // 1])
    while !iszero(r) && degree(r) >= degree(q)
        k = degree(r) - degree(q)
        t = Polynomial([i == k ? r.c[end] // q.c[end] : 0 // 1 for i in 0:k])
        quotient += t
        r -= t * q
    end
    quotient, r
end
function Base.show(io::IO, p::Polynomial)
    iszero(p) && return print(io, "0")
    first_term = true
    for k in degree(p):-1:0
        c = p[k]
        iszero(c) && continue
        print(io, first_term ? (c < 0 ? "-" : "") : c < 0 ? " - " : " + ")
        a = abs(c)
        (isone(a) && k > 0) || print(io, isinteger(a) ? Int(a) : a)
        k > 0 && print(io, "x", k > 1 ? "^$k" : "")
        first_term = false
    end
end
p, q = Polynomial(1, -3, 2), Polynomial(-1, 1)
println(p, " | ", q, " | ", p + q, " | ", p - q, " | ", p * q, " | ", 3q, " | ", q^4, " | ", p - p)
println(p(2), " ", p.([0, 1, 2]), " ", q(0.5), " ", p(1//2), " ", degree(p * q), " ", derivative(p^2), " ", p == Polynomial(1, -3, 2, 0))
quotient, r = divrem(Polynomial(-4, 0, -2, 1), Polynomial(-3, 1))
println(quotient, " remainder ", r, " ", quotient * Polynomial(-3, 1) + r == Polynomial(-4, 0, -2, 1))
try
    divrem(p, Polynomial(0))
catch e
    println(e)
end
println(Polynomial(1.5, 2), " ", sum([p, q, p]), " ", [p, q], " ", map(degree, [p, q, p * p]))
