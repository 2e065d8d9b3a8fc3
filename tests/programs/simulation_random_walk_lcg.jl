# A generator of pseudo-random numbers of our own drives walks, dice and a shuffle.
mutable struct LCG
    state::UInt64
end
function next!(g::LCG)
    g.state = g.state * 0x5851f42d4c957f2d + 0x14057b7ef767814f
    xorshifted = ((g.state >> 18) ⊻ g.state) >> 27
    UInt32(xorshifted & 0xffffffff)
end
uniform!(g::LCG) = next!(g) / 2.0^32
roll!(g::LCG, sides=6) = 1 + Int(next!(g) % UInt32(sides))
function shuffled!(g::LCG, v)
    for i in length(v):-1:2
        j = roll!(g, i)
        v[i], v[j] = v[j], v[i]
    end
    v
end
g = LCG(42)
println([next!(g) for _ in 1:3])
println([roll!(g) for _ in 1:20])
println(shuffled!(g, collect(1:10)))
function walk!(g, n)
    x, y = 0, 0
    farthest = 0
    for _ in 1:n
        d = roll!(g, 4)
        x += (1, -1, 0, 0)[d]
        y += (0, 0, 1, -1)[d]
        farthest = max(farthest, abs(x) + abs(y))
    end
    (; x = x, y = y, farthest = farthest)
end
for n in (10, 100, 1000)
    w = walk!(g, n)
    println(n, ": ", w.x, ",", w.y, " farthest ", w.farthest, " ", keys(w))
end
function estimate_pi(g, n)
    inside = 0
    for _ in 1:n
        x, y = uniform!(g), uniform!(g)
        inside += x * x + y * y <= 1
    end
    4 * inside / n
end
println(abs(estimate_pi(g, 20000) - pi) < 0.05)
histogram = zeros(Int, 11)
for _ in 1:3000
    histogram[roll!(g) + roll!(g) - 1] += 1
end
println(sum(histogram), " ", argmax(histogram) in 5:7)
for (k, n) in enumerate(histogram)
    println(lpad(k + 1, 2), " ", "*"^(n ÷ 20))
end
