# Local functions: several methods, optional and keyword arguments, recursion, mutual recursion, captures.
function outer(n)
    f(x::Int) = x + n
    k = 5
    f(x::String) = string(x, k, n)
    k += 1
    f(x, y; z=1) = f(x) + f(y) + z
    println(f(1), " ", f("a"), " ", f(1, 2), " ", f(1, 2; z=10))
    g(x, y=2) = x + y
    h(v) = isempty(v) ? 0 : v[1] + h(v[2:end])
    println(g(1), " ", h([1, 2, 3]))
end
outer(3)

function parity(n)
    even(k) = k == 0 ? true : odd(k - 1)
    odd(k) = k == 0 ? false : even(k - 1)
    (even(n), odd(n))
end
println(parity(10), parity(7))

let
    r(x::Int) = "int"
    r(x::Float64) = "float"
    r(xs...) = length(xs)
    println(r(1), " ", r(1.0), " ", r(1, 2, 3))
end

function make_counter()
    count = 0
    increment(by=1; times=1) = (count += by * times)
    get() = count
    increment, get
end
inc, get_count = make_counter()
inc()
inc(5)
inc(2; times=3)
println(get_count())

function compose_all(fs...)
    function run(x)
        for f in fs
            x = f(x)
        end
        x
    end
    run
end
println(compose_all(x -> x + 1, x -> x * 2, string)(3))

# Functions made of functions, and operators as functions.
println((sqrt ∘ abs)(-16), " ", map(abs ∘ -, [1, -2]), " ", (!isodd)(3))
println([1, 2, 3] |> sum |> sqrt |> floor, " ", (+)(1, 2, 3))
println(foldl(-, [10, 1, 2]), " ", reduce(max, [3, 7, 5]))

# Objects that can be called.
struct Polynomial{T}
    coefficients::Vector{T}
end
function (p::Polynomial)(x)
    total = zero(x)
    for c in reverse(p.coefficients)
        total = total * x + c
    end
    total
end
(p::Polynomial)() = length(p.coefficients)
(p::Polynomial)(x, y; scale=1) = scale * (p(x) + p(y))
p = Polynomial([1, 2, 3])
println(p(2), " ", p(), " ", p(1, 2; scale=10), " ", map(p, 1:3), " ", p.([0, 1]))

# Anonymous functions of all shapes.
println((() -> 1)(), ((x) -> x)(2), ((x, y=3) -> x + y)(1), ((xs...) -> length(xs))(1, 2), (x::Int -> x)(4))
println((function (x) x + 1 end)(1))
println(map([1, 2, 3]) do x
    x > 1 && return 10x
    0
end)
apply(f, xs...; kw...) = f(xs...; kw...)
println(apply((a, b; c=0) -> a + b + c, 1, 2; c=3))
