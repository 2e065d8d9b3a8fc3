# A set type over a sorted vector that follows the set interface; a matrix of words.
struct SortedSet{T} <: AbstractSet{T}
    items::Vector{T}
    SortedSet{T}(itr) where {T} = new{T}(sort(unique(collect(T, itr))))
end
SortedSet(itr) = SortedSet{eltype(itr)}(itr)
Base.length(s::SortedSet) = length(s.items)
Base.iterate(s::SortedSet, i...) = iterate(s.items, i...)
Base.in(x, s::SortedSet) = (r = searchsorted(s.items, x); !isempty(r))
Base.push!(s::SortedSet, x) = (x in s || insert!(s.items, searchsortedfirst(s.items, x), x); s)
Base.delete!(s::SortedSet, x) = (r = searchsorted(s.items, x); deleteat!(s.items, r); s)
Base.show(io::IO, s::SortedSet) = print(io, "{", join(s.items, " "), "}")
complement(a::SortedSet, b) = SortedSet{eltype(a)}([x for x in a if !(x in b)])
a, b = SortedSet([3, 1, 2, 3]), SortedSet([2, 4])
println(a, " ", b, " ", length(a), " ", 2 in a, " ", 9 in a, " ", isempty(a), " ", SortedSet(Int[]) |> isempty)
println(push!(a, 0), " ", delete!(a, 1), " ", delete!(a, 77), " ", complement(a, b), " ", a == SortedSet([0, 2, 3]), " ", a == b)
println(issubset(SortedSet([2]), a), " ", SortedSet([2]) ⊆ b, " ", sum(a), " ", maximum(b), " ", collect(a), " ", [x^2 for x in a], " ", first(a))
println(SortedSet("hello"), " ", SortedSet(["b", "a"]), " ", eltype(a), " ", a isa AbstractSet, " ", sort(collect(union(Set(a), Set(b)))))
words = ["row" "one"; "two" "cells"]
println(words[1, :], " ", size(words), " ", words[:, 2], " ", length.(words), " ", join(words, "|"), " ", words .* "!")
flat = [words...]
println(flat, " ", [w for row in eachrow(words) for w in row], " ", permutedims(words), " ", uppercase.(words)[2, 1], " ", any(w -> w == "one", words), " ", findfirst(==("two"), words))
