# Comprehensions and generators: several ranges, conditions, nested, typed, destructuring.
println([i + j for i in 1:3, j in 1:2])
println([i * j for i in 1:2, j in [10, 20, 30]])
println(size([0 for i in 1:4, j in 1:5]), " ", size([(i, j, k) for i in 1:2, j in 1:3, k in 1:2]))
println([i for i in 1:10 if iseven(i)])
println([(i, j) for i in 1:3 for j in 1:3 if i < j])
println([(i, j) for i in 1:3 for j in i:3])
println([i^2 for i in 1:3 for _ in 1:2])
println([i + j for i in 1:4, j in 1:4 if i + j > 6])
println(Float64[i for i in 1:3], " ", Int[i for i in (1.0, 2.0)], " ", Any[x for x in 1:2], " ", String[string(c) for c in "ab"])
println(Int[i * j for i in 1:2, j in 1:2])
println(sum(i for i in 1:10), " ", sum(i^2 for i in 1:10 if isodd(i)), " ", maximum(abs(x) for x in [-3, 2]))
println(sum(i * j for i in 1:3, j in 1:3), " ", sum(i * j for i in 1:3 for j in 1:i))
println([a + b for (a, b) in [(1, 2), (3, 4)]], " ", [k => v for (k, v) in zip("ab", 1:2)] == ['a' => 1, 'b' => 2])
println([i * x for (i, x) in enumerate([5, 6, 7])])
println([[i for i in 1:n] for n in 1:3])
println([[j for j in 1:i if j != 2] for i in 1:3])
println([x isa Int ? x : 0 for x in Any[1, "a", 2]], " ", [i == 1 ? 1 : 2.5 for i in 1:2], " ", [i > 1 ? i : nothing for i in 1:3])
println([x for x in Int[] if x > 0], " ", [x for x in 1:0])
println(collect(i for i in 1:3), " ", collect(2i for i in 1:3 if i > 1))
g = (x^2 for x in 1:3)
for y in g
    print(y, " ")
end
println()
println(any(x > 2 for x in 1:3), " ", all(x > 2 for x in 1:3), " ", count(isodd(x) for x in 1:5))
function primes(n)
    [p for p in 2:n if all(p % d != 0 for d in 2:p-1)]
end
println(primes(30))
function counted()
    n = 0
    v = [(n += 1; i * n) for i in 1:3]
    (v, n)
end
println(counted())
k = 3
println([k * i for i in 1:3], " ", [i for k in 1:2 for i in 1:k], " ", k)
fs = [() -> i for i in 1:3]
println([f() for f in fs])
matrix = [10i + j for i in 1:2, j in 1:3]
println(matrix[2, 3], " ", matrix[1, :] == [11, 12, 13], " ", sum(matrix))
println(tuple((i for i in 1:3)...), " ", max((abs(i) for i in -3:2)...))
