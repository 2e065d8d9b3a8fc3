# Optional arguments, which may use those before them.
greet(name, greeting = "Hello") = string(greeting, ", ", name, "!")
volume(a, b = a, c = b) = a * b * c

function range_sum(from, to = 10, step = 1)
    total = 0
    i = from
    while i <= to
        total += i
        i += step
    end
    return total
end

counter = 0
function next_id(start = 100)
    global counter
    counter += 1
    start + counter
end

mixed(x::Int, y::Float64 = 2.5) = x * y
only_default(x = 1) = x
from_call(n, k = n + square(n)) = k
square(n) = n * n

println(greet("you"))
println(greet("all", "Good day"))
println(volume(2), " ", volume(2, 3), " ", volume(2, 3, 4))
println(range_sum(1), " ", range_sum(5, 8), " ", range_sum(1, 10, 3))
println(next_id(), " ", next_id(), " ", next_id(0))
println(mixed(2), " ", mixed(2, 0.5))
println(only_default(), " ", only_default("one"), " ", only_default(1.0))
println(from_call(5), " ", from_call(5, 0))

function varargs(first, rest...)
    println(first, " then ", length(rest), ": ", rest)
end
varargs(1)
varargs(1, 2)
varargs("a", 'b', 3.0, true)

total(xs...) = length(xs) == 0 ? 0 : xs[1] + total(xs[2:end]...)
println(total(), " ", total(4), " ", total(1, 2, 3, 4))

pair = (3, 4)
println(volume(pair...), " ", volume(1, pair...))
