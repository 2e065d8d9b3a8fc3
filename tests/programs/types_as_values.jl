# Types as values: in tuples and vectors, passed about, compared, applied with bounds.
x = Any[1, Array, Union{Int,Nothing}, Union{}, Int, Real]
for v in x
    println(v, " ", v isa Type, " ", v isa DataType)
end
t = (1, Array, Union{Int,String})
println(t, " ", t[2], " ", t[2] === Array, " ", t[3] === Union{String,Int})
k(xs...) = xs[2]
println(k(1, Array), " ", k(1, Int, 2), " ", string("a", Array, 1, Real))
println(typeof(Array) === UnionAll, " ", typeof(Union{Int,String}) === Union, " ", typeof(Int) === DataType)
println([1] isa Vector{<:Real}, " ", Vector{Int} <: Vector{<:Integer}, " ", Vector{Int} <: Vector{<:AbstractFloat})
below(T) = [1] isa Vector{<:T}
println(below(Real), below(String), " ", Tuple{Int,String} <: Tuple{<:Real,<:AbstractString})
g(x::Vector{>:Int}) = "takes Int"
g(x) = "does not"
println(g([1]), ", ", g(Any[1]), ", ", g(["a"]))
kind(::Type{Int}) = "Int"
kind(::Type{<:Real}) = "real"
kind(::Type{Union{Int,Nothing}}) = "maybe"
kind(::Type) = "type"
println([kind(T) for T in (Int, Float64, String, Union{Int,Nothing}, Array)])
table = [(Int, 1), (String, "s"), (Array, [1])]
for (T, v) in table
    println(T, " ", v isa T, " ", typeof(v) <: T)
end
struct Holder
    T::Type
    n::Int
end
h = Holder(Union{Int,Nothing}, 3)
println(h.T, " ", h.n, " ", nothing isa h.T, " ", Holder(Array, 1).T)
