# Set algebra on sets and vectors.
a = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5]
println(unique(a), union([1, 2], [2, 3], [9]), intersect(a, [5, 9, 1]), setdiff(a, [1, 5]), symdiff([1, 2, 3], [3, 4]))
println([1, 2] ∪ [2, 3], [1, 2] ∩ [2, 3], 3 ∈ a, 7 ∉ a, [1] ⊆ a, issubset([1, 7], a), allunique(a), allunique([1, 2]))
s = Set(a)
t = Set([5, 6, 7])
println(length(s), " ", sort(collect(union(s, t))), sort(collect(intersect(s, t))), sort(collect(setdiff(s, t))), sort(collect(symdiff(s, t))))
println(s == Set(reverse(a)), " ", Set([1, 2]) ⊆ s, " ", Set([1, 2]) < Set([1, 2, 3]), " ", issetequal([1, 1, 2], [2, 1]))
push!(s, 100)
delete!(s, 1)
println(100 in s, " ", 1 in s, " ", pop!(s, 100), " ", length(s), " ", isempty(Set()), " ", Set([1.5]) == Set([1.5]))
u = Set{String}()
for w in ["x", "y", "x"]
    push!(u, w)
end
println(length(u), " ", sort(collect(u)), " ", eltype(u))
println(unique(x -> x % 3, 1:10), unique!([1, 1, 2, 2, 3]), sort(unique("banana" |> collect)))
println(filter(isodd, Set([1, 2, 3, 5])) == Set([1, 3, 5]), " ", any(isodd, s), " ", sum(Set([1, 2, 3])), " ", maximum(Set([4, 8, 2])))
v = [1, 2, 3]
union!(v, [3, 4])
println(v, setdiff!([1, 2, 3, 4], [2]), intersect!([1, 2, 3], [2, 3]))
println(Set([(1, 2), (3, 4)]) == Set([(3, 4), (1, 2)]), " ", (1, 2) in Set([(1, 2)]), " ", Set([[1], [2]]) == Set([[2], [1]]))
println(sort(filter(x -> x > 5, collect(Set(1:10)))), " ", length(Set(x % 7 for x in 1:100)))
println(hash([1, 2]) == hash([1, 2]), " ", hash((1, "a")) == hash((1, "a")), " ", hash(1) == hash(1.0), " ", hash(0x01) == hash(1), " ", isequal(NaN, NaN), " ", NaN in Set([NaN]))
