# The longest Collatz sequence below a bound: integer arithmetic and unpredictable branches.
@noinline function kernel()
    best = 0
    longest = 0
    for start in 1:300000
        n = start
        steps = 0
        while n != 1
            n = n % 2 == 0 ? div(n, 2) : 3n + 1
            steps += 1
        end
        if steps > longest
            best = start
            longest = steps
        end
    end
    return best
end
