# Several methods of a function, chosen by the types of all arguments.
kind(x) = "something"
kind(x::Number) = "a number"
kind(x::Integer) = "an integer"
kind(x::Int64) = "an Int64"
kind(x::AbstractFloat) = "a float"
kind(x::String) = "a string"
kind(x::Bool) = "a truth value"
kind(x::Vector) = "a vector"
kind(x::Vector{Int64}) = "a vector of Int64"
kind(x::Tuple) = "a tuple"
kind(x::Tuple{Int64, Int64}) = "a pair of Int64"
kind(x::Nothing) = "nothing"

for x in Any[1, 2.5, 3.0f0, 0x01, true, "s", 'c', [1.0], [1], (1,), (1, 2), nothing, :sym, Int8(3)]
    println(kind(x))
end

both(a::Int, b::Int) = "two integers"
both(a::Int, b) = "integer first"
both(a, b::Int) = "integer second"
both(a, b) = "neither"
println(both(1, 2), ", ", both(1, 2.0), ", ", both(1.0, 2), ", ", both(1.0, "x"))

count_arguments() = 0
count_arguments(a) = 1
count_arguments(a, b) = 2
count_arguments(a, b, c...) = 2 + length(c)
println(count_arguments(), count_arguments(1), count_arguments(1, 2), count_arguments(1, 2, 3, 4, 5))

abstract type Animal end
struct Dog <: Animal
    name::String
end
struct Cat <: Animal
    name::String
end
struct Fish <: Animal end

sound(a::Animal) = "..."
sound(d::Dog) = "woof"
sound(c::Cat) = "meow"
meet(a::Animal, b::Animal) = "ignore each other"
meet(a::Dog, b::Cat) = string(a.name, " chases ", b.name)
meet(a::Cat, b::Dog) = string(a.name, " hisses at ", b.name)

animals = [Dog("Rex"), Cat("Tom"), Fish()]
for a in animals
    println(sound(a))
end
for a in animals, b in animals
    println(meet(a, b))
end

same(x::T, y::T) where {T} = "same type"
same(x, y) = "different types"
println(same(1, 2), ", ", same(1, 2.0), ", ", same("a", "b"))

element(v::Vector{T}) where {T} = T
println(element([1.5]), " ", element(["a"]), " ", element(Any[1]))

smaller(x::T, y::T) where {T <: Integer} = x < y ? x : y
smaller(x::Real, y::Real) = "mixed"
println(smaller(3, 2), " ", smaller(0x05, 0x09), " ", smaller(1.0, 2.0), " ", smaller(1, 0x01))

kind(x::Symbol) = "a symbol, now"
println(kind(:sym))
