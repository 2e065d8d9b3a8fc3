# `where` and `Vararg` as expressions, and types that meet in their kind.

integers(a) = a isa (Vector{T} where T<:Integer)
println(integers([1]), integers([1.0]), integers(3))
below(::Type{S}) where {S} = Vector{T} where T<:S
println([1] isa below(Real), ["a"] isa below(Real), below(Int) <: below(Real), below(Real) <: below(Int))
println((Vector{T} where T) == Vector, " ", (T where T) === Any, " ", (Int where T) === Int)
println((1, 2) isa (Tuple{T, T} where T), (1, 2.0) isa (Tuple{T, T} where T), (1, 2.0) isa (Tuple{T, S} where {T, S<:T}))
println([[1], [2.0]] isa (Vector{Vector{T}} where T), [[1], [2.0]] isa (Vector{Vector{T} where T}))
println(Dict("a" => 1) isa (Dict{K, V} where {K<:AbstractString, V<:Integer}))
println(Vector{Number} isa Type{<:Vector{T}} where T>:Int, " ", Vector{Number} <: (Vector{T} where T>:Int), " ", Vector{Int8} <: (Vector{T} where T>:Int))
println(Vector{Real} <: (Vector{T} where Int<:T<:Number), " ", Vector{Any} <: (Vector{T} where Int<:T<:Number))
println(eltype([below(S) for S in (Int, Real)]))

println((1, 2, 3) isa Tuple{Int, Vararg{Int}}, (1, 2.0) isa Tuple{Int, Vararg{Int}}, () isa Tuple{Vararg{Int}})
println(Tuple{Vararg{Int, 2}} === Tuple{Int, Int}, " ", Tuple{Vararg} === Tuple)
pairs_of(T, n) = Tuple{Vararg{T, n}}
println(("a", "b") isa pairs_of(String, 2), ("a", "b") isa pairs_of(String, 3))

println(typeintersect(Int, Real) === Int, typeintersect(Int, String) === Union{}, typeintersect(Vector{<:Real}, Vector{Int}) === Vector{Int})

# Two types as arguments are of one type if they are of one kind.
same(a::T, b::T) where {T} = true
same(a, b) = false
println(same(Int, Float64), same(Int, Int), same(Int, Vector), same(Vector, Array), same(Int, 3), same(Union{}, Union{}))
all_alike(xs::T...) where {T} = T
println(all_alike(Int, Float64, String))
element(a::T, b::Vector{T}) where {T} = T
element(a, b) = "other"
println(element(Int, [Float64, Int]), " ", element(1, [2]), " ", element(1, [2.0]))
println(Tuple{Type{Int}, Type{Float64}} <: (Tuple{T, T} where T), Tuple{Type{Int}, Type{Vector}} <: (Tuple{T, T} where T))
