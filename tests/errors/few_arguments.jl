g(a, b) = a
g(1)
