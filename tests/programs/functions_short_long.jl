# Functions in both forms, with explicit and implicit results.
square(x) = x * x
add(a, b) = a + b

function describe(n)
    if n < 0
        return "negative"
    elseif n == 0
        return "zero"
    end
    "positive"
end

function nothing_here()
end

function early(v)
    for x in v
        x > 10 && return x
    end
    return -1
end

typed(x::Int64)::Float64 = x
function typed_long(x::Float64)::Int64
    return x + 1
end

println(square(7), " ", square(1.5), " ", square(-3))
println(add(1, 2), " ", add(1, 2.5), " ", add(0.25, 0.5))
println(describe(-5), " ", describe(0), " ", describe(5))
println(nothing_here())
println(early([1, 2, 30, 4]), " ", early([1, 2]))
println(typed(3), " ", typed_long(2.0))
f = square
println(f(12))
g = x -> x + 100
println(g(1), " ", g(1.5))
h = (a, b) -> a - b
println(h(10, 4))
k = () -> "no arguments"
println(k())
compose2(f, g, x) = f(g(x))
println(compose2(square, x -> x + 1, 4))
println((x -> x^2)(9))
println(map(square, [1, 2, 3]))
println(square(add(square(2), 1)))
begin
    local_function(x) = 2x
    println(local_function(21))
end
