# Random numbers: properties that hold for every seed.
using Random
Random.seed!(1234)
a = rand(5)
Random.seed!(1234)
b = rand(5)
println(a == b, " ", all(0 .<= a .< 1), " ", length(a), " ", a isa Vector{Float64}, " ", rand() isa Float64, " ", 1 <= rand(1:6) <= 6)
println(all(x -> x in 1:6, rand(1:6, 100)), " ", size(rand(2, 3)), " ", rand(["a", "b"]) in ["a", "b"], " ", rand(Bool) isa Bool, " ", rand('a':'c') in "abc", " ", rand(Int8) isa Int8, " ", rand((10, 20)) in (10, 20))
v = collect(1:20)
s = shuffle(v)
println(sort(s) == v, " ", length(s), " ", v == 1:20, " ", sort(shuffle!(copy(v))) == v, " ", isperm(randperm(10)), " ", length(randstring(8)), " ", all(isascii, randstring(5)))
rng = Random.seed!(42)
x, y = rand(rng), rand(rng, 1:100)
rng = Random.seed!(42)
println(x == rand(rng), " ", y == rand(rng, 1:100), " ", randn(rng) isa Float64, " ", size(randn(3)), " ", rand(rng, Float32) isa Float32)
function estimate(n)
    inside = count(_ -> rand()^2 + rand()^2 <= 1, 1:n)
    4inside / n
end
println(abs(estimate(100_000) - pi) < 0.05)
counts = zeros(Int, 6)
for _ in 1:6000
    counts[rand(1:6)] += 1
end
println(sum(counts), " ", all(700 .< counts .< 1300), " ", abs(sum(randn(10_000)) / 10_000) < 0.1)
deck = [(r, s) for s in "♠♥♦♣" for r in 1:13]
shuffle!(deck)
println(length(deck), " ", length(unique(deck)), " ", sum(first, deck), " ", length(rand(deck, 5)), " ", allunique(deck))
bag = Set([1, 2, 3])
println(rand(bag) in bag, " ", rand(Dict(1 => 2)) == (1 => 2), " ", length(randsubseq(1:100, 0.5)) > 10, " ", rand(1:1), " ", rand([7]), " ", fill(rand(3:3), 2))
println(length(unique(rand(UInt64, 50))) == 50, " ", 0 <= rand(Float32) < 1, " ", rand(2:2:10) % 2, " ", all(isone, rand([1], 4)), " ", randcycle(4) |> sort)
