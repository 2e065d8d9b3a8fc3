# Things of different lengths side by side: the shortest ends it, also where the length is known beforehand.
println([a + b for (a, b) in zip([1, 2], [3])])
println(collect(zip([1, 2, 3], [4, 5])), " ", collect(zip(1:4, "ab", [1.5, 2.5, 3.5])))
println(length(zip([1, 2], [3])), " ", map(+, [1, 2, 3], [10, 20]), " ", collect(enumerate("xyz")))
busy = [(1, 2), (5, 8), (9, 11)]
println([(a[2], b[1]) for (a, b) in zip(busy, busy[2:end])])
println(collect(zip([1 2; 3 4], [5 6; 7 8])))
println([x * y for (x, y) in zip([], [1, 2])])
println(hash(1//2) == hash(0.5), " ", Dict(1//2 => "half")[0.5], " ", hash(3//1) == hash(3))
try
    Int[][1] = "a"
catch e
    println(typeof(e))
end
