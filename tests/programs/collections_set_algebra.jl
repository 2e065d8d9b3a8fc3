# Sets: membership, algebra, in-place forms, subsets, sets of structures.
a, b = Set([1, 2, 3, 4]), Set([3, 4, 5])
show_set(s) = "{" * join(sort(collect(s)), ", ") * "}"
println(show_set(union(a, b)), " ", show_set(a ∩ b), " ", show_set(setdiff(a, b)), " ", show_set(symdiff(a, b)))
println(3 in a, " ", 9 ∈ a, " ", 9 ∉ a, " ", issubset([1, 2], a), " ", a ⊆ b, " ", Set([3]) ⊆ b, " ", a == Set([4, 3, 2, 1]))
push!(a, 10)
push!(a, 10)
println(length(a), " ", show_set(delete!(a, 1)), " ", pop!(Set([7])), " ", isempty(Set()), " ", in(2, a))
union!(a, [20, 30])
println(show_set(a))
intersect!(a, [2, 3, 20])
println(show_set(a), " ", show_set(setdiff!(a, [3])), " ", eltype(a) == Int, " ", show_set(filter(>(5), a)))
println(show_set(Set("mississippi")), " ", length(Set(x % 3 for x in 1:10)), " ", show_set(Set(map(x -> x^2, [-1, 1, 2]))))
words = Set(split("the cat sat on the mat"))
println(length(words), " ", "cat" in words, " ", show_set(words))
pairs = Set{Tuple{Int,Int}}()
for i in 1:3, j in 1:3
    push!(pairs, minmax(i, j))
end
println(length(pairs), " ", (1, 2) in pairs, " ", (2, 1) in pairs, " ", sort(collect(pairs)))
println(union([1, 2], [2, 3], [5]), " ", intersect([1, 2, 3], [3, 2]), " ", setdiff([1, 2, 3, 2], [2]), " ", unique([3, 1, 3, 2, 1]))
println(unique(x -> x % 3, 1:10), " ", allunique([1, 2, 1]), " ", unique!([1, 1, 2]), " ", issetequal([1, 2], [2, 1, 1]))
visited = Set{Char}()
path = Char[]
for c in "abracadabra"
    c in visited && continue
    push!(visited, c)
    push!(path, c)
end
println(String(path), " ", length(visited))
powerset(v) = isempty(v) ? [Set{eltype(v)}()] : (rest = powerset(v[2:end]); [rest; [union(s, [v[1]]) for s in rest]])
println(length(powerset([1, 2, 3, 4])), " ", sort(map(length, powerset([1, 2, 3]))))
s = Set{Any}([1, "a", 'c', nothing])
println("a" in s, " ", nothing in s, " ", 2 in s, " ", length(s), " ", Set([1]), " ", Set(["x"]), " ", Set{Int}() == Set())
d = Set(1:1000)
for i in 1:3:1000
    delete!(d, i)
end
println(length(d), " ", 1 in d, " ", 2 in d, " ", sum(d))
empty!(d)
println(isempty(d), " ", copy(b) == b, " ", collect(Set([42])))
