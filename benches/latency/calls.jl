# Calls: a function that calls itself.
ackermann(m, n) = m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1))
kernel(n) = ackermann(2, n)
