# Recursive Fibonacci numbers: calls.
fib(n) = n < 2 ? n : fib(n - 1) + fib(n - 2)

kernel(n) = fib(n)
