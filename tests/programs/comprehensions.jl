# Simple comprehensions, enumerate, zip and reductions.
println([x^2 for x in 1:5], " ", [x / 2 for x in [1, 2]], " ", [i for i in 1:0])
println([string(c) for c in "abc"], " ", [(i, i^2) for i in 1:3], " ", [x > 1 for x in 1:3])
println([[j for j in 1:i] for i in 1:3])
println([x isa Int ? x : 0 for x in Any[1, "a", 2]])
println(sum([x for x in 1:10]), " ", prod([1, 2, 3, 4]), " ", prod(1:5), " ", length([0 for _ in 1:7]))
for (i, x) in enumerate(["a", "b", "c"])
    print(i, x, " ")
end
println()
for (a, b) in zip([1, 2, 3], ["x", "y"])
    print(a, b, " ")
end
println()
println(collect(enumerate([5, 6])), " ", collect(zip(1:2, [3.5, 4.5])))
println(maximum([3, 1, 2]), " ", minimum([2.5, 1.5]), " ", extrema([3, 1, 2]), " ", sum([0.1, 0.2, 0.3]))
println(any([false, true]), " ", all([true, false]), " ", count([true, true, false]))
println(sum(Int8[100, 100]), " ", sum([true, true]), " ", sum([0x01, 0xff]))
square(x) = x * x
println([square(x) for x in (1, 2.5)], " ", map(square, (1, 2.5)), " ", map(abs, [-1, 2]))
n = 3
println([n * i for i in 1:n])
