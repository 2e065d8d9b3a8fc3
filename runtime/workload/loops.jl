# Loops over ranges, and reductions.
function sums(n)
    s = 0
    for i in 1:n
        s += i
    end
    for i in 1:2:n
        s += i
    end
    for i in n:-1:1
        s -= i
    end
    for i in 1:n, j in i:n
        s += i * j
    end
    x = 0.0
    for i in 1:n
        x += 1 / i
        x += i * 0.5
    end
    i = 0
    while i < n
        i += 1
        i == 3 && continue
        i == 9 && break
    end
    return s, x, i
end
println(sums(10))
println(sum(1:10), " ", length(1:10), " ", first(1:10), " ", last(1:10), " ", 3 in 1:10)
println(maximum([3, 1, 2]), " ", minimum([3, 1, 2]), " ", sum([1, 2, 3]), " ", sum([1.5, 2.5]))
println(1:3, " ", 1:2:9, " ", collect(1:3))
fibonacci(n) = n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2)
println(fibonacci(10))
total = 0
total += 1
total += 2.5
total -= 1
total = total * 2 + 1 / total
println(total)
count = 0
count += 1
println(count, " ", count == 1, " ", count < 2, " ", -count)
