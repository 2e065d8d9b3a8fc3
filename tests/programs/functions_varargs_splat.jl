# Varargs, splatting, default arguments, nested and anonymous functions, recursion on tuples.
total(xs...) = isempty(xs) ? 0 : xs[1] + total(xs[2:end]...)
println(total(), " ", total(1), " ", total(1, 2, 3), " ", total([4, 5]...), " ", total(1:10...))
show_args(a, b=2, rest...) = "a=$a b=$b rest=$rest"
println(show_args(1), " | ", show_args(1, 9), " | ", show_args(1, 2, 3, 4))
typed(xs::Int...) = "ints $(length(xs))"
typed(xs::AbstractString...) = "strings $(length(xs))"
typed(x, xs...) = "mixed $(1 + length(xs))"
println(typed(1, 2), " ", typed("a"), " ", typed(1, "a", 'c'))
pairwise(f, xs...) = [f(xs[i], xs[i+1]) for i in 1:length(xs)-1]
println(pairwise(-, 5, 3, 8, 1), " ", pairwise((a, b) -> "$a$b", 'x', 'y', 'z'))
t = (1, 2, 3)
v = [10, 20]
println(max(t...), " ", [t..., v...], " ", (t..., v..., 'z'), " ", string(v..., "!"), " ", (t...,) == t)
swap((a, b)) = (b, a)
println(swap((1, 2)), " ", map(((k, v),) -> k * v, [(2, 3), (4, 5)]))
head(x, xs...) = x
tail(x, xs...) = xs
println(head(t...), " ", tail(t...), " ", tail(1), " ", Base.tail((1, 2, 3)), " ", Base.front((1, 2, 3)))
compose(fs...) = x -> foldr((f, acc) -> f(acc), fs; init=x)
println(compose(x -> x + 1, x -> 2x)(5), " ", (sqrt ∘ abs)(-16), " ", (string ∘ length ∘ strip)("  hi "))
curry(f, x) = (ys...) -> f(x, ys...)
add3(a, b, c) = a + b + c
println(curry(add3, 1)(2, 3), " ", curry(curry(add3, 1), 2)(3))
default(a, b=a * 2, c=a + b) = (a, b, c)
println(default(1), default(1, 1), default(1, 1, 1))
function counter(start=0; step=1)
    n = start
    increment() = (n += step)
    reset() = (n = start; nothing)
    increment, reset
end
inc, reset = counter(10, step=5)
inc(); inc()
println(inc(), " ", reset() === nothing, " ", inc())
maxby(f, x, xs...) = isempty(xs) ? x : (m = maxby(f, xs...); f(x) >= f(m) ? x : m)
println(maxby(abs, 3, -7, 5), " ", maxby(length, "a", "ccc", "bb"))
zipwith(f, a, b) = [f(x, y) for (x, y) in zip(a, b)]
println(zipwith(+, [1, 2], (10, 20)), " ", zipwith(=>, 'a':'b', 1:2), " ", map(+, [1, 2], [3, 4], [5, 6]), " ", broadcast(*, 2, [1, 2]))
(f::Int)(x) = f * x
println(3(4), " ", (x -> x)(9), " ", ((a, b; c=1) -> a + b + c)(1, 2, c=3), " ", (() -> :none)())
