# Recursion: direct, mutual, with several results.
fib(n) = n < 2 ? n : fib(n - 1) + fib(n - 2)
factorial_of(n) = n <= 1 ? 1 : n * factorial_of(n - 1)

is_even(n) = n == 0 ? true : is_odd(n - 1)
is_odd(n) = n == 0 ? false : is_even(n - 1)

function ackermann(m, n)
    if m == 0
        return n + 1
    elseif n == 0
        return ackermann(m - 1, 1)
    else
        return ackermann(m - 1, ackermann(m, n - 1))
    end
end

function hanoi(n, from, to, via)
    n == 0 && return 0
    hanoi(n - 1, from, via, to) + 1 + hanoi(n - 1, via, to, from)
end

function power(x, n)
    if n == 0
        one(x)
    elseif n % 2 == 0
        y = power(x, n ÷ 2)
        y * y
    else
        x * power(x, n - 1)
    end
end

collatz(n, steps) = n == 1 ? steps : collatz(n % 2 == 0 ? n ÷ 2 : 3n + 1, steps + 1)

function print_binary(n)
    n >= 2 && print_binary(n ÷ 2)
    print(n % 2)
end

euclid(a, b) = b == 0 ? a : euclid(b, a % b)

println(fib(20))
println(factorial_of(10), " ", factorial_of(20), " ", factorial_of(21), " ", factorial_of(10.0))
println(is_even(10), " ", is_odd(7), " ", is_even(3))
println(ackermann(2, 3), " ", ackermann(1, 5))
println(hanoi(8, 'A', 'B', 'C'))
println(power(3, 13), " ", power(2.0, 10), " ", power(1.5, 3))
println(collatz(27, 0))
print_binary(1000)
println()
println(euclid(1071, 462))

function sum_list(v, i)
    i > length(v) ? 0 : v[i] + sum_list(v, i + 1)
end
println(sum_list([1, 2, 3, 4, 5], 1), " ", sum_list([0.5, 0.25], 1))

function permutations(prefix, rest)
    if length(rest) == 0
        println(prefix)
        return 1
    end
    count = 0
    for i in 1:length(rest)
        others = Int[]
        for j in 1:length(rest)
            j == i || push!(others, rest[j])
        end
        next = copy(prefix)
        push!(next, rest[i])
        count += permutations(next, others)
    end
    count
end
println(permutations(Int[], [1, 2, 3]))
