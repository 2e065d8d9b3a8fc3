# Functions as values: composition, pipelines, currying, memoization, operators as functions, callable structs.
compose(fs...) = x -> foldl((acc, f) -> f(acc), fs, init = x)
inc(x) = x + 1
double(x) = 2x
println(compose(inc, double, string)(4), " ", (inc ∘ double)(4), " ", (string ∘ inc ∘ double)(1), " ", 4 |> inc |> double |> sqrt)
println([1, 4, 9] .|> sqrt, " ", [1, 2] .|> [inc, double], " ", (1:3) .|> (x -> x^2) |> sum)
println(map(f -> f(10), [inc, double, -, abs2, x -> x % 3]), " ", [f(2, 3) for f in (+, -, *, /, ^, max, ÷)])
add(a) = b -> a + b
curry(f) = a -> b -> f(a, b)
flip(f) = (a, b) -> f(b, a)
println(add(3)(4), " ", curry(-)(10)(3), " ", flip(-)(10, 3), " ", map(curry(^)(2), 0:5))
partial(f, first...; kw...) = (rest...; more...) -> f(first..., rest...; kw..., more...)
shout(words...; mark = "!", times = 1) = uppercase(join(words, " ")) * mark^times
println(partial(shout, "hello"; times = 3)("world"), " ", partial(shout; mark = "?")("really", times = 2))

function memoize(f)
    cache = Dict{Any,Any}()
    calls = Ref(0)
    wrapped(args...) = get!(cache, args) do
        calls[] += 1
        f(args...)
    end
    return wrapped, calls
end
slow_square(x) = x^2
fast, calls = memoize(slow_square)
println([fast(x) for x in (3, 4, 3, 3, 4)], " in ", calls[], " calls")
const fib_memo = Dict{Int,BigInt}(0 => 0, 1 => 1)
fib(n) = get!(() -> fib(n - 1) + fib(n - 2), fib_memo, n)
println(fib(50), " ", fib(100), " ", length(fib_memo))

struct Polynomial{T}
    coefficients::Vector{T}
end
(p::Polynomial)(x) = foldr((c, acc) -> acc * x + c, p.coefficients, init = zero(x))
derivative(p::Polynomial) = Polynomial([k * p.coefficients[k+1] for k in 1:length(p.coefficients)-1])
p = Polynomial([1, -3, 2])
println(p(0), " ", p(1), " ", p.(0:3), " ", derivative(p)(2), " ", p(1 // 2), " ", p(0.5), " ", map(p, [1, 2]))
newton(f, df, x; steps = 20) = (for _ in 1:steps
    x -= f(x) / df(x)
end; x)
println(round(newton(p, derivative(p), 3.0), digits = 10), " ", newton(x -> x^2 - 2, x -> 2x, 1.0) ≈ √2)

counter() = (n = 0; (step = () -> n += 1, reset = () -> n = 0, get = () -> n))
c = counter()
c.step(); c.step()
d = counter()
d.step()
println(c.get(), " ", d.get(), " ", (c.reset(); c.get()))
fs = [() -> i^2 for i in 1:3]
println([f() for f in fs], " ", [let j = i; () -> j end for i in 1:2][2]())
applyn(f, n) = n == 0 ? identity : f ∘ applyn(f, n - 1)
println(applyn(double, 10)(1), " ", applyn(x -> x * "a", 3)(""), " ", reduce(∘, [inc, double, inc])(5), " ", foldl(∘, (sqrt, abs))(-16))
both(p, q) = x -> p(x) && q(x)
println(filter(both(iseven, x -> x > 4), 1:10), " ", any(map(in, [[1], [2]], [[2], [2]])), " ", count(!iseven, 1:5), " ", filter(!isempty, ["", "a"]))
println(sort(["bb", "a", "ccc"], by = length, rev = true), " ", sort([3, -1, 2], lt = (a, b) -> abs(a) < abs(b)), " ", sort([1, 2, 3, 4], by = x -> (x % 2, -x)))
println(findall(x -> x > 2, [1, 3, 4]), " ", findfirst(==(3), [1, 3]), " ", argmax([3, 9, 2]), " ", sum(abs, [-1, 2, -3]), " ", maximum(length, ["a", "bbb"]), " ", mapfoldl(x -> x^2, -, [1, 2, 3]), " ", mapreduce(x -> x, *, 1:5))
total = 0
foreach((a, b) -> (global total += a * b), 1:3, 4:6)
println(total, " ", map(+, [1, 2], [10, 20], [100, 200]), " ", map((x, y) -> x => y, 'a':'c', 1:3), " ", accumulate(+, 1:5), " ", accumulate(max, [1, 3, 2, 5, 4]))
do_twice(f, x) = f(f(x))
println(do_twice(3) do x
    y = x + 10
    y * 2
end)
println(ntuple(i -> i^2, 4), " ", (x -> x[1] + x[end])([1, 2, 3]), " ", ((a, b) -> a * b)(6, 7), " ", (() -> 42)(), " ", ((x, y = 2; z = 3) -> x + y + z)(1, z = 10))
