# A method added to a function that other code calls: callers that were compiled before see it, however they are called.
f(y) = g(y)
g(y) = 1
x = Any[1, 2.5]
println(f(x[1]), f(x[2]))
g(y::Int) = 2
println(f(x[1]), f(x[2]), f(3), f(0.5))
k(v) = f(v[1]) + f(v[2])
println(k(x))
g(y::Float64) = 3
println(k(x), " ", f(x[2]), " ", f(2.5))
struct Metre
    n::Int
end
show_it(m) = string(m)
println(show_it(Metre(3)))
Base.show(io::IO, m::Metre) = print(io, m.n, " m")
println(show_it(Metre(3)))
println(Any[Metre(4)][1])
for m in Any[Metre(5), 6]
    println(show_it(m))
end
total = 0
total += k(x)
println(total)
