# Sorting with by, lt, rev, order; permutations; partial; stability; in several types.
v = [5, 3, 9, -2, 7, 0]
println(sort(v), " ", sort(v, rev=true), " ", sort(v, by=abs), " ", sort(v, by=x -> (isodd(x), -x)), " ", sort(v, lt=(>)))
println(v, " ", sort!(copy(v)), " ", sortperm(v), " ", v[sortperm(v, rev=true)], " ", issorted([1, 2, 2]), " ", issorted([3, 1], rev=true))
words = ["banana", "Apple", "cherry", "date", "fig", "Elderberry"]
println(sort(words), " ", sort(words, by=lowercase), " ", sort(words, by=length), " ", sort(words, by=w -> (-length(w), w)))
println(sort([(2, 'b'), (1, 'z'), (2, 'a')]), " ", sort([[2, 1], [1, 9], [1]]), " ", sort(["10", "9", "100"], by=s -> parse(Int, s)))
println(sort([2.5, -0.0, 0.0, NaN, -Inf, Inf]), " ", sort('a':'e', rev=true), " ", sort(collect("sorting")), " ", sort([true, false, true]))
struct Card
    rank::Int
    suit::Symbol
end
Base.isless(a::Card, b::Card) = isless((a.suit, a.rank), (b.suit, b.rank))
hand = [Card(10, :spades), Card(2, :hearts), Card(1, :spades), Card(9, :clubs)]
for c in sort(hand)
    print(c.suit, c.rank, " ")
end
println()
println([c.rank for c in sort(hand, by=c -> c.rank)], " ", maximum(hand).rank, " ", sort(hand, rev=true)[1].suit)
records = [("x", 3), ("y", 1), ("z", 3), ("w", 1), ("v", 2)]
println(sort(records, by=last), " ", sort(records, by=r -> r[2], rev=true))
println(partialsort([5, 1, 4, 2], 2), " ", partialsort([5, 1, 4, 2], 1:2), " ", sort([3, 1, 2])[1:2], " ", reverse(sort([1, 3, 2])))
println(searchsortedfirst([1, 3, 5], 4), " ", insert!([1, 3, 5], searchsortedfirst([1, 3, 5], 4), 4), " ", minimum(words), " ", maximum(length, words))
m = [3 1 2; 9 7 8]
println(sort(m, dims=2), " ", sort(m, dims=1), " ", sort(vec(m)), " ", sortslices([3 1; 1 2], dims=1))
ranking = Dict("ann" => 30, "bob" => 25, "cid" => 30)
for (i, (name, points)) in enumerate(sort(collect(ranking), by=p -> (-p.second, p.first)))
    println(i, ". ", name, " ", points)
end
big_list = [(i * 7919) % 1009 for i in 1:600]
println(issorted(sort(big_list)), " ", sort(big_list) == sort(big_list, alg=MergeSort), " ", sort(big_list)[1:5], " ", sort(big_list, rev=true)[1:3])
println(sort([3, 1, 2], alg=InsertionSort), " ", sort(Any[3, 1.5, 2]), " ", sort([0x03, 0x01]), " ", sortperm(["b", "a", "c"]), " ", invperm([3, 1, 2]))
println(sort(1:5), " ", sort(5:-1:1), " ", sort([:b, :a]), " ", sort(["ä", "z", "a"]), " ", sort([big(3), big(1)]))
