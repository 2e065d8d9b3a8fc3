# Sums and products of many floats are formed as vector instructions form them: four vectors of partial results.
function in_vectors(op, a, width)
    n = length(a)
    first = op(a[1], a[2])
    rounds = (n - 2) ÷ (4 * width)
    i = 3
    result = first
    if rounds > 0
        start = op === (+) ? -0.0 : 1.0
        parts = fill(start, 4, width)
        parts[1, 1] = first
        for _ in 1:rounds, vector in 1:4, place in 1:width
            parts[vector, place] = op(parts[vector, place], a[i])
            i += 1
        end
        last = [op(op(op(parts[1, p], parts[2, p]), parts[3, p]), parts[4, p]) for p in 1:width]
        while length(last) > 1
            half = length(last) ÷ 2
            last = [op(last[p], last[p+half]) for p in 1:half]
        end
        result = last[1]
    end
    while i <= n
        result = op(result, a[i])
        i += 1
    end
    return result
end
function numbers(n)
    s = 12345
    return map(1:n) do i
        s = (s * 1103515245 + 12345) % 2147483648
        sqrt(s) / 7.0 - 3000.0
    end
end
# How wide a vector is depends on the processor.
fits(op, value, a) = any(width -> in_vectors(op, a, width) == value, (2, 4, 8))
for n in (2, 15, 16, 17, 18, 33, 34, 35, 50, 66, 100, 129, 1000)
    a = numbers(n)
    println(n, " ", fits(+, sum(a), a), " ", fits(+, reduce(+, a), a), " ", fits(+, sum(abs, a), abs.(a)))
    b = a ./ 3000.0
    println(n, " ", fits(*, prod(b), b))
end
# Halves from 1024 on.
a = numbers(3000)
println(sum(a) == (sum(a[1:750]) + sum(a[751:1500])) + (sum(a[1501:2250]) + sum(a[2251:3000])))
println(sum([0.1, 0.2, 0.3]), " ", sum(Float32[0.1, 0.2, 0.3]), " ", sum(fill(0.5, 100)), " ", sum(ones(10, 10)))
println(sum(x -> x * x, [1.0, 2.0]), " ", sum(abs2, [3.0, 4.0]), " ", prod(fill(2.0, 20)))
