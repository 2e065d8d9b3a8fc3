f(::Val{N}) where N = N
println(f(Val(3)), f(Val(:a)))
g(::Type{T}) where {T<:Number} = T
println(g(Int))
h(x::Vector{<:Real}) = 1
h(x::Vector{T}) where T<:AbstractString = 2
println(h([1]), h(["a"]))
k(x::T, y::T) where T = "same"
k(x, y) = "different"
println(k(1,2), k(1, 2.0))
m(x::Union{Int,String}) = x
println(m(1), m("s"))
n(x::Array{T,N}) where {T,N} = (T, N)
println(n([1 2; 3 4]))
o(t::NTuple{N,Int}) where N = N
println(o((1,2,3)))
q(f::Function, x) = f(x)
println(q(abs, -1))
r(x::AbstractVector{T}, y::T...) where T = length(y)
println(r([1], 2, 3))
s(t::Tuple{Vararg{Int}}) = sum(t)
println(s((1,2)))
