# The longest Collatz sequence below a bound: integer arithmetic and unpredictable branches.
function kernel(n)
    best = 0
    longest = 0
    for start in 1:n
        m = start
        steps = 0
        while m != 1
            m = m % 2 == 0 ? div(m, 2) : 3m + 1
            steps += 1
        end
        if steps > longest
            best = start
            longest = steps
        end
    end
    return best
end
