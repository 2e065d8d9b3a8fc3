# `where` types as values, parameters of `Vararg` in expressions, and what `isa` says of them.
V = Vector{T} where T<:Real
println([1] isa V, " ", [1.5] isa V, " ", ["a"] isa V)
f(x) = x isa (Array{T,2} where T<:Integer)
println(f([1 2]), f([1.0 2.0]), f([1]))
println((1, "a", "b") isa Tuple{Int,Vararg{String}}, " ", (1, 2) isa Tuple{Int,Vararg{String}}, " ", (1,) isa Tuple{Int,Vararg{String}})
g() = NTuple{3,Int} === Tuple{Vararg{Int,3}}
println(g())
const Twins = Tuple{T,T} where T
println((1, 2) isa Twins, (1, 2.0) isa Twins)
kinds = [Vector{T} where T<:AbstractString, Matrix]
println([["a"] isa k for k in kinds], [[1 2] isa k for k in kinds])
println((Vector{S} where S<:Number) <: Vector, " ", Vector <: (Vector{S} where S<:Number))
for n in 1:2
    println(typeof(n) <: (T where T<:Signed))
end
count_of(::Type{T}, xs) where {T} = count(x -> x isa T, xs)
println(count_of(Vector{T} where T<:Number, [[1], ["a"], [2.0], 3]), " ", count_of(Union{Int,Nothing}, [1, nothing, "a"]))
