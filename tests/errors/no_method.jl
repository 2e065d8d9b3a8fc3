f(x::Int) = x
f("text")
