# Random numbers lie where they should.
println(all(x -> 0 <= x < 1, rand(1000)), " ", all(in(1:6), rand(1:6, 1000)), " ", length(unique(rand(1:6, 1000))))
println(size(rand(2, 3)), size(rand(Float32, 2)), size(rand(Int, (2, 2))), " ", typeof(rand(UInt8)), typeof(rand(Float32)), typeof(rand(Bool)), typeof(rand(1:3)))
println(rand(['a', 'b']) in "ab", " ", rand("xyz") in "xyz", " ", rand((1, 2, 3)) < 4, " ", rand([5]) == 5, " ", rand(Dict(1 => 2)) == (1 => 2), " ", rand(0x01:0x03) in 1:3)
println(0.45 < sum(rand(10000)) / 10000 < 0.55, " ", abs(sum(randn(10000))) / 10000 < 0.1, " ", eltype(randn(3)), " ", length(rand(7)) + length(rand(8)) + length(rand(100)))
a = zeros(3)
for x in (rand(), rand(Float64), randn())
    print(typeof(x), " ")
end
println()
try
    rand(Int[])
catch e
    println(typeof(e))
end
try
    rand(1:0)
catch e
    println(typeof(e))
end
counts = zeros(Int, 4)
for i in 1:4000
    counts[rand(1:4)] += 1
end
println(all(n -> 850 < n < 1150, counts))
