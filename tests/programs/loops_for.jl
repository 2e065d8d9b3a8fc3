# for over ranges, vectors, tuples, strings; nested forms.
for i in 1:3
    println(i)
end
for i = 3:-1:1
    print(i, ' ')
end
println()
for x in [1.5, 2.5]
    print(x, ";")
end
println()
for x in (1, 2.0, "three", 'f')
    print(x, "|")
end
println()
for c in "héllo"
    print(c, ".")
end
println()
for i in 5:1
    println("never")
end
for i in 1:3, j in i:3
    print(i, j, " ")
end
println()
for i in 1:3
    for j in 1:3
        j == 2 && continue
        i == 2 && break
        print("(", i, ",", j, ")")
    end
end
println()
for i in 1:3, j in 1:3
    i == 2 && break
    print(i, j, " ")
end
println()

function find(v, target)
    for i in 1:length(v)
        if v[i] == target
            return i
        end
    end
    nothing
end
println(find([4, 5, 6], 6), " ", find([4, 5, 6], 7))

total = 0
for i in 1:10
    global total += i
end
println(total)

function table(n)
    for i in 1:n
        for j in 1:n
            print(i * j)
            print(j == n ? "\n" : "\t")
        end
    end
end
table(4)

function changes()
    for i in 1:3
        i *= 10
        print(i, " ")
    end
    println()
end
changes()

function sum_of(range)
    s = zero(first(range))
    for x in range
        s += x
    end
    s
end
println(sum_of(1:100), " ", sum_of(0:5:20), " ", sum_of([0.5, 0.25]))

for (i, c) in [(1, 'a'), (2, 'b')]
    print(i, c)
end
println()
for i in eachindex([7, 8, 9])
    print(i)
end
println()
v = [1, 2]
for x in v
    x < 5 && push!(v, x + 2)
end
println(v)
n = 3
for n in 1:n
    print(n)
end
println(" ", n)
println(for i in 1:2 end)
