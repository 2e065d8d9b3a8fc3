f(x) = x::Int
f(1.5)
