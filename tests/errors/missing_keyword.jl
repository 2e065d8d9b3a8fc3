f(; size) = size
f()
