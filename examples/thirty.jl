# Thirty small functions, each called once: what a program costs that is over before it is warm.
square(x) = x * x
cube(x) = x * square(x)
average(a, b) = (a + b) / 2
hypotenuse(a, b) = sqrt(square(a) + square(b))
celsius(f) = (f - 32.0) * 5.0 / 9.0
circle(r) = 3.141592653589793 * square(r)
larger(a, b) = a > b ? a : b
middle(a, b, c) = larger(min(a, b), min(larger(a, b), c))
isleap(year) = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
triangle(n) = div(n * (n + 1), 2)

function factorial_of(n)
    product = 1
    for i in 2:n
        product *= i
    end
    return product
end

function power_of(base, exponent)
    result = 1
    while exponent > 0
        if isodd(exponent)
            result *= base
        end
        base *= base
        exponent >>= 1
    end
    return result
end

function common_divisor(a, b)
    while b != 0
        a, b = b, a % b
    end
    return a
end

function is_prime(n)
    n < 2 && return false
    d = 2
    while d * d <= n
        n % d == 0 && return false
        d += 1
    end
    return true
end

count_primes(n) = (c = 0; for i in 1:n; c += is_prime(i); end; c)

function digit_sum(n)
    sum = 0
    while n > 0
        sum += n % 10
        n = div(n, 10)
    end
    return sum
end

function reversed(n)
    result = 0
    while n > 0
        result = 10 * result + n % 10
        n = div(n, 10)
    end
    return result
end

is_palindrome(n) = n == reversed(n)

function collatz_steps(n)
    steps = 0
    while n != 1
        n = iseven(n) ? div(n, 2) : 3n + 1
        steps += 1
    end
    return steps
end

function fibonacci(n)
    a, b = 0, 1
    for _ in 1:n
        a, b = b, a + b
    end
    return a
end

harmonic(n) = (s = 0.0; for i in 1:n; s += 1.0 / i; end; s)
bits_set(n) = (c = 0; while n != 0; c += n & 1; n >>>= 1; end; c)

function newton_root(x)
    guess = x
    for _ in 1:30
        guess = 0.5 * (guess + x / guess)
    end
    return guess
end

function polynomial(x)
    value = 0.0
    for c in (1.0, -3.0, 2.0, 5.0)
        value = value * x + c
    end
    return value
end

function integral(a, b, n)
    h = (b - a) / n
    total = 0.5 * (polynomial(a) + polynomial(b))
    for i in 1:n-1
        total += polynomial(a + i * h)
    end
    return total * h
end

function logistic(x, n)
    for _ in 1:n
        x = 3.6 * x * (1.0 - x)
    end
    return x
end

function largest(values)
    best = values[1]
    for v in values
        best = larger(best, v)
    end
    return best
end

function dot(a, b)
    s = 0.0
    for i in 1:length(a)
        s += a[i] * b[i]
    end
    return s
end

ackermann(m, n) = m == 0 ? n + 1 : (n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1)))
within(x, low, high) = low <= x <= high

println(square(12), " ", cube(3), " ", average(3, 4), " ", hypotenuse(3.0, 4.0), " ", celsius(212.0))
println(circle(1.5), " ", middle(3, 1, 2), " ", isleap(2024), " ", triangle(100), " ", factorial_of(15))
println(power_of(3, 20), " ", common_divisor(1071, 462), " ", count_primes(200), " ", digit_sum(987654321))
println(is_palindrome(12321), " ", collatz_steps(27), " ", fibonacci(50), " ", harmonic(20), " ", bits_set(255))
println(newton_root(2.0), " ", integral(0.0, 1.0, 100), " ", logistic(0.3, 40), " ", largest([3, 9, 4]))
println(dot([1.0, 2.0], [3.0, 4.0]), " ", ackermann(2, 3), " ", within(5, 1, 10))
