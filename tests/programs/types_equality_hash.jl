# Equality, identity, hashing and ordering of user types as keys and in sets.
struct Coord
    x::Int
    y::Int
end
mutable struct Box
    value::Int
end
struct Named
    name::String
    rank::Int
end
Base.:(==)(a::Named, b::Named) = a.name == b.name
Base.hash(a::Named, h::UInt) = hash(a.name, hash(:Named, h))
Base.isless(a::Named, b::Named) = (a.rank, a.name) < (b.rank, b.name)
println(Coord(1, 2) == Coord(1, 2), " ", Coord(1, 2) === Coord(1, 2), " ", Box(1) == Box(1), " ", Box(1) === Box(1))
b = Box(3)
println(b == b, " ", b === b, " ", isequal(b, b), " ", b.value === 3)
seen = Set([Coord(1, 2), Coord(1, 2), Coord(2, 1)])
println(length(seen), " ", Coord(2, 1) in seen, " ", Coord(9, 9) in seen)
d = Dict(Coord(0, 0) => "origin", Coord(1, 0) => "east")
println(d[Coord(0, 0)], " ", haskey(d, Coord(0, 1)), " ", get(d, Coord(5, 5), "nowhere"))
a1, a2, z = Named("ann", 2), Named("ann", 9), Named("zoe", 1)
println(a1 == a2, " ", a1 === a2, " ", hash(a1) == hash(a2), " ", length(Set([a1, a2, z])), " ", unique([a1, z, a2]) |> length)
println([n.name for n in sort([a1, z])], " ", a1 < z, " ", min(a1, z).name, " ", isless(z, a1))
println(1 == 1.0, " ", 1 === 1.0, " ", isequal(1, 1.0), " ", hash(1) == hash(1.0), " ", Dict(1 => :a)[1.0], " ", Set([1, 1.0, 0x01]) |> length)
println(NaN == NaN, " ", isequal(NaN, NaN), " ", NaN === NaN, " ", 0.0 == -0.0, " ", isequal(0.0, -0.0), " ", 0.0 === -0.0)
println("ab" == "ab", " ", "ab" === "ab", " ", [1, 2] == [1, 2], " ", [1, 2] === [1, 2], " ", (1, "a") == (1, "a"), " ", :a === :a)
println(hash([1, 2]) == hash([1, 2]), " ", hash("x") == hash("x"), " ", hash((1, 2)) == hash((1, 2)), " ", hash(Coord(1, 2)) == hash(Coord(1, 2)))
println([1, 2] < [1, 3], " ", (1, 2) < (1, 2, 0), " ", "a" < "ab", " ", isless([1], [1, 0]), " ", 'a' < 'b', " ", false < true)
println([Coord(1, 2), Coord(3, 4)] == [Coord(1, 2), Coord(3, 4)], " ", 1:3 == [1, 2, 3], " ", Dict(:a => 1) == Dict(:a => 1.0), " ", Set([1]) == Set([1, 1]))
x = [1, 2]
y = x
y[1] = 100
println(x, " ", x === y, " ", copy(x) === x, " ", deepcopy([x, x])[1] == x)
nested = [Box(1), Box(2)]
shallow, deep = copy(nested), deepcopy(nested)
nested[1].value = 50
println(shallow[1].value, " ", deep[1].value, " ", objectid(b) == objectid(b))
println(isequal((a = 1, b = NaN), (a = 1, b = NaN)), " ", (a = 1,) == (a = 1.0,), " ", Coord(1, 2) != Coord(2, 1), " ", ≠(1, 2), " ", !==(1, 1))
