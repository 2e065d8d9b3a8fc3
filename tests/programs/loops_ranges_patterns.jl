# Ranges of every kind and loops over them: steps, reverse, floats, chars, nested, zipped, while with breaks.
for r in (1:5, 1:2:10, 10:-3:1, 5:4, 0:0)
    print(r, " ", length(r), " ", sum(r), ": ")
    for i in r
        print(i, ",")
    end
    println()
end
println(collect('a':'e'), " ", collect('a':2:'i'), " ", collect(0.5:0.5:2.5), " ", length(0:0.1:1), " ", (1:10)[3], " ", (1:10)[2:4], " ", (10:-2:1)[2])
println(first(3:9), last(3:9), step(1:3:9), " ", 4 in 1:3:10, " ", 5 in 1:3:10, " ", reverse(1:4), " ", isempty(3:2), " ", maximum(2:7), minimum(7:-1:3))
println((1:3) == [1, 2, 3], " ", 1:3 == 1:3, " ", collect(1:0), " ", (1:3) .+ 1, " ", 2 * (1:3), " ", -(1:3), " ", (1:3) .* (1:3))
for i in 1:3, j in i:3
    print((i, j), " ")
end
println()
for i = 1:2
    for j = 'a':'b'
        print(i, j, " ")
    end
end
println()
n = 27
steps = 0
while true
    global n = iseven(n) ? n ÷ 2 : 3n + 1
    global steps += 1
    n == 1 && break
    steps > 1000 && error("too many")
end
println(steps)
found = nothing
for a in 1:20
    for b in a:20
        c = sqrt(a^2 + b^2)
        if isinteger(c) && a + b + c > 30
            global found = (a, b, Int(c))
            break
        end
    end
    found === nothing || break
end
println(found)
function first_repeat(v)
    for i in 2:length(v)
        for j in 1:i-1
            v[i] == v[j] && return (j, i)
        end
    end
    nothing
end
println(first_repeat([3, 1, 4, 1, 5]), " ", first_repeat([1, 2]) === nothing)
total = 0
for (i, x) in enumerate([10, 20, 30])
    i == 2 && continue
    global total += i * x
end
println(total)
for (a, b) in zip(1:3, ["x", "y", "z"])
    print(a, b, a < 3 ? "-" : "\n")
end
table = zeros(Int, 3, 3)
for i in 1:3, j in 1:3
    table[i, j] = i * j
end
println(table)
for row in 1:3
    println(join(string.(table[row, :]), "\t"))
end
i = 10
while i > 0
    global i -= 3
    i < 3 && break
end
println(i)
function collatz_longest(limit)
    best, at = 0, 0
    for s in 1:limit
        k, len = s, 1
        while k != 1
            k = k % 2 == 0 ? k >> 1 : 3k + 1
            len += 1
        end
        if len > best
            best, at = len, s
        end
    end
    at, best
end
println(collatz_longest(1000))
for k in 3:-1:1
    print(k, "... ")
end
println("go")
s = 0.0
for x in 0:0.25:1
    global s += x
end
println(s, " ", sum(0.1:0.1:0.5), " ", collect(range(0, stop=1, length=3)))
