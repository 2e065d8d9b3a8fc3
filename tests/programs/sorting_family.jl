# Sorting by every means, stably.
a = [5, 3, 9, 1, 7, 3, 8]
println(sort(a), sort(a, rev=true), sort(a, by = x -> -x), sort(a, lt = (x, y) -> x > y), a)
println(sortperm(a), sortperm(a, rev=true), issorted(a), issorted(sort(a)), issorted([3, 2, 1], rev=true))
sort!(a)
println(a, searchsortedfirst(a, 3), searchsortedlast(a, 3), searchsorted(a, 3), searchsortedfirst(a, 100), searchsortedlast(a, 0))
words = ["pear", "fig", "banana", "kiwi", "apple", "date"]
println(sort(words), sort(words, by=length), sort(words, by=length, rev=true), sort(words, by = w -> (length(w), w)))
println(sort([2.5, -1.0, NaN, 0.0, -0.0, Inf]), sort(['b', 'a', 'C']), sort([true, false, true]), sort([(2, "b"), (1, "z"), (2, "a")]))
struct Person
    name::String
    age::Int
end
people = [Person("Ann", 30), Person("Bob", 25), Person("Cid", 30), Person("Dan", 25)]
println([p.name for p in sort(people, by = p -> p.age)], [p.name for p in sort(people, by = p -> p.age, rev=true)])
println(partialsort([5, 2, 8, 1], 2), partialsort([5, 2, 8, 1], 1:2), partialsortperm([5, 2, 8, 1], 1:2))
x = 12345
big = Int[]
for i in 1:500
    global x = x * 1103515245 % 2147483648 + 12345
    push!(big, x % 1000)
end
s = sort(big)
println(s[1:10], s[end-9:end], issorted(s), sum(s) == sum(big))
p = sortperm(big)
println(big[p] == s, " ", all(i -> big[p[i]] != big[p[i+1]] || p[i] < p[i+1], 1:499))
println(sort(collect(1:5), rev=true), sort(10:-1:1), sort([[2, 1], [1, 5], [1, 2]]), sort(collect("julia")))
println(reverse(a), reverse("abc"), invperm([3, 1, 2]), isperm([2, 1, 3]), findfirst(==(7), a), findall(isodd, a))
println(maximum(a), minimum(a), extrema(a), argmax([3, 9, 2]), argmin([3, 9, 2]), findmax([3, 9, 9]), findmin([3.5, 1.5]))
println(sort([3 1; 2 4], dims=1), sort([3 1; 2 4], dims=2), sortslices([3 1; 2 4], dims=1))
println(insert!([1, 3], 2, 2), splice!([1, 2, 3, 4], 2:3), deleteat!([1, 2, 3], 2), sort!([3, 2, 1], alg=QuickSort))
