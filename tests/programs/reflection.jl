# Questions about methods and types.
abstract type Shape end
struct Square <: Shape; side::Float64; end
mutable struct Ring{T} <: Shape; radius::T; count::Int; end
f(x::Int) = x + 1
f(x::Float64, y = 2) = x * y
f(x, ys...) = "many"
g(x::T) where {T <: Number} = x

println(hasmethod(f, (Int,)), " ", hasmethod(f, Tuple{Int, Int, Int}), " ", hasmethod(g, (String,)))
println(applicable(g, 1), " ", applicable(g, "a"), " ", applicable(f), " ", applicable(g, Int))
println(length(methods(f)), " ", length(methods(g)), " ", length(methods(f, (Int,))))
println(which(f, (Int,)).name, " ", which(g, (Int,)).line)
println(Base.return_types(f, (Int,)), " ", Base.return_types(f, (Float64, Int)), " ", Base.return_types(g, (Bool,)))

println(invoke(f, Tuple{Any}, 3), " ", invoke(f, Tuple{Int}, 3), " ", invoke(+, Tuple{Int, Int}, 2, 3))
h(x) = "any"
h(x::Integer) = string("integer, ", invoke(h, Tuple{Any}, x))
h(x::Int) = string("int, ", invoke(h, Tuple{Integer}, x))
println(h(1), "; ", h(true), "; ", h("s"))

println(supertype(Int), " ", supertype(Square), " ", supertype(Any), " ", supertype(Vector{Int}) == DenseVector{Int})
println(fieldnames(Ring), " ", fieldnames(Square), " ", fieldnames(Tuple{Int, Int}), " ", fieldname(Square, 1))
println(fieldtypes(Ring{Int}), " ", fieldcount(Square), " ", propertynames(Square(1.0)))
println(isabstracttype(Shape), isabstracttype(Square), isabstracttype(Int), isabstracttype(Number))
println(isbitstype(Square), isbitstype(Ring{Int}), isbitstype(String), isbits(1), isbits("a"), isbits((1, 2.0)))
println(isstructtype(Square), isstructtype(Int), isprimitivetype(Int), isprimitivetype(Square))
println(isconcretetype(Ring), isconcretetype(Ring{Int}), isconcretetype(Shape), isimmutable(1), isimmutable([1]))
