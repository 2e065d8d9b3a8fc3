# Comprehensions of every shape: filtered, typed, nested, multidimensional, of tuples and strings.
println([x^2 for x in 1:5], " ", [x for x in 1:10 if x % 3 == 0], " ", Float64[x for x in 1:3], " ", [i + j for i in 1:2, j in 1:3])
println([(i, j) for i in 1:2 for j in i:3], " ", [i * j for i in 1:3, j in 1:3 if i != j], " ", [c for c in "hey"], " ", [uppercase(c) for c in "hey" if c != 'e'])
println([[j for j in 1:i] for i in 1:3], " ", [x for v in [[1, 2], [3]] for x in v], " ", [string(x) for x in (1, :b, "c")], " ", Any[x for x in 1:2])
println([(a, b, c) for a in 1:20 for b in a:20 for c in b:20 if a^2 + b^2 == c^2])
m = [10i + j for i in 1:3, j in 1:4]
println(m, " ", size(m), " ", [m[i, j] for i in 3:-1:1, j in 1:2], " ", [sum(m[:, j]) for j in axes(m, 2)], " ", [m[k] for k in eachindex(m)][1:4])
println([x for x in Set([7])], " ", [k for (k, v) in Dict("a" => 1)], " ", [i for (i, c) in enumerate("hello") if c == 'l'], " ", Int[], " ", [x for x in Int[]])
println([isodd(x) ? "odd" : "even" for x in 1:3], " ", [x -> x + i for i in 1:3][2](10), " ", [begin y = x + 1; y^2 end for x in 1:3])
primes = [n for n in 2:50 if all(n % d != 0 for d in 2:isqrt(n))]
println(primes, " ", length(primes))
n = 4
identity_matrix = [i == j ? 1 : 0 for i in 1:n, j in 1:n]
println(identity_matrix, " ", [identity_matrix[i, :] for i in 1:2], " ", sum(identity_matrix))
cube = [i + 10j + 100k for i in 1:2, j in 1:2, k in 1:2]
println(size(cube), " ", cube[2, 1, 2], " ", sum(cube), " ", cube[:, :, 1], " ", vec(cube))
println([1.0, 2, 3//1], " ", [1, 2.5], " ", ['a', "b"], " ", [1, nothing], " ", [x for x in (1, 2.5)], " ", [nothing for _ in 1:2])
f(x) = [x * k for k in 1:3]
println(map(f, [1, 10]), " ", reduce(vcat, map(f, [1, 10])), " ", collect(Float32, 1:2), " ", [Int8(x) for x in 1:2] |> eltype)
letters = Dict(c => i for (i, c) in enumerate('a':'e'))
println(letters['c'], " ", sum(letters[c] for c in "abcde"), " ", sort([k for (k, v) in letters if isodd(v)]))
total = [0]
[total[1] += x for x in 1:4]
println(total, " ", [(x, y) for x in 1:2, y in "ab"], " ", [x + y for (x, y) in zip(1:3, 4:6)], " ", [first(s) for s in ["ab", "cd"]])
x = 99
squares = [x^2 for x in 1:3]
println(x, " ", squares, " ", [a => b for (a, b) in ((1, 2), (3, 4))], " ", [min(i, j) for i = 1:2, j = 1:2])
