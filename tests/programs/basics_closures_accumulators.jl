# Closures that keep state: counters, generators of sequences, bank accounts, memo tables by vectors.
function counter(start, step)
    n = start - step
    function next()
        n += step
        return n
    end
    next
end
a, b = counter(1, 1), counter(10, 5)
println(a(), a(), b(), a(), b())
function fib_generator()
    x, y = 0, 1
    () -> begin
        r = x
        x, y = y, x + y
        r
    end
end
g = fib_generator()
for _ in 1:10
    print(g(), " ")
end
println()
function make_stack()
    items = Int[]
    push(x) = push!(items, x)
    pop() = pop!(items)
    depth() = length(items)
    (push, pop, depth)
end
push_it, pop_it, depth_of = make_stack()
push_it(3)
push_it(4)
println(pop_it(), " ", depth_of())
compose(f, g) = x -> f(g(x))
apply_n(f, n) = n == 0 ? identity : compose(f, apply_n(f, n - 1))
println(apply_n(x -> 2x, 10)(1), " ", apply_n(x -> x + 3, 4)(0), " ", compose(sqrt, abs)(-16))
function memo_fib(n)
    table = fill(-1, n + 1)
    function go(k)
        k < 2 && return k
        if table[k+1] < 0
            table[k+1] = go(k - 1) + go(k - 2)
        end
        table[k+1]
    end
    go(n)
end
println(memo_fib(80), " ", memo_fib(10))
function averager()
    total = 0.0
    n = 0
    function add(x)
        total += x
        n += 1
        total / n
    end
end
avg = averager()
avg(10)
avg(20)
println(avg(60))
curry(f) = x -> y -> f(x, y)
println(curry(+)(3)(4), " ", curry(max)(3)(9), " ", map(curry(*)(5), [1, 2, 3]))
function each_pair(f, v)
    for i in 1:length(v), j in i+1:length(v)
        f(v[i], v[j])
    end
end
products = Int[]
each_pair([1, 2, 3, 4]) do x, y
    push!(products, x * y)
end
println(products)
function until(condition, change, x)
    while !condition(x)
        x = change(x)
    end
    x
end
println(until(x -> x > 1000, x -> 3x, 1), " ", until(iszero, x -> x ÷ 10, 98765))
handlers = Function[]
for k in 1:3
    push!(handlers, x -> x^k)
end
println([h(2) for h in handlers], " ", sum(h(3) for h in handlers))
derivative(f, h=1e-6) = x -> (f(x + h) - f(x - h)) / 2h
d = derivative(x -> x^3)
println(abs(d(2.0) - 12) < 1e-4, " ", abs(derivative(d, 1e-3)(2.0) - 12) < 1e-2)
integrate(f, a, b, n=1000) = (h = (b - a) / n; s = 0.0; for i in 0:n-1; s += f(a + (i + 0.5) * h); end; s * h)
println(abs(integrate(x -> x^2, 0, 3) - 9) < 1e-4)
