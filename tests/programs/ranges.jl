# Ranges of integers: unit, stepped, downward, empty.
println(1:5, " ", 1:2:9, " ", 10:-3:1, " ", 5:1, " ", 1:0, " ", 3:3, " ", -2:2)
println(1:2:8, " ", 10:-4:1, " ", 5:2:1, " ", 1:-1:5)
for r in (1:5, 1:2:9, 10:-3:1, 5:4, 0:0, 1:2:8, 5:2:1)
    println(first(r), " ", last(r), " ", step(r), " ", length(r), " ", isempty(r), " ", collect(r))
end
r = 10:5:40
println(r[1], " ", r[3], " ", r[end], " ", length(r), " ", 20 in r, " ", 22 in r, " ", 45 in r)
println((1:10)[3], " ", (1:10)[2:4], " ", (0:9)[end])
println(sum(1:100), " ", sum(1:2:99), " ", minimum(3:8), " ", maximum(3:8), " ", sum(5:4))
println(reverse(1:5), " ", reverse(1:2:9), " ", collect(reverse(1:3)))
println(1:3 == 1:3, " ", 1:3 == [1, 2, 3], " ", 1:2:3 == 1:2:4, " ", 2:1 == 5:4)
println(typeof(1:3), " ", typeof(0x01:0x03), " ", eltype(1:3), " ", (1:3) isa UnitRange)
println(collect(1:4), " ", collect('a':'e'), " ", collect(0x01:0x03))
for i in 3:-1:1
    print(i, " ")
end
println()
for i in 0x05:0x08
    print(i, " ")
end
println()
for i in typemax(Int)-2:typemax(Int)
    print(i, " ")
end
println()
a, b, c = 7:9
println(a + b + c)
n = 4
println(1:n, " ", 1:n+1, " ", (1:n) == (1:4), " ", -n:n)
println("r = $(1:3)")
show(1:2:7); println()
v = [1:2, 3:5]
println(length(v[2]), " ", v[1])
function triangle(n)
    t = 0
    for i in 1:n, j in 1:i
        t += j
    end
    t
end
println(triangle(10))
