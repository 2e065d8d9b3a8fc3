# Keyword arguments: required and optional, typed, seeing earlier ones, collected, spliced.
f(x; k=0) = x + k
println(f(1), " ", f(1; k=2), " ", f(1, k=3))

area(; width, height=width) = width * height
println(area(width=3), " ", area(; width=3, height=4))

function described(name::String, n::Int=1; sep::String=", ", last=sep, upper::Bool=false)
    parts = String[]
    for i in 1:n
        push!(parts, string(name, i))
    end
    text = ""
    for (i, p) in enumerate(parts)
        text *= i == 1 ? p : (i == n ? last * p : sep * p)
    end
    upper ? "<" * text * ">" : text
end
println(described("a"))
println(described("a", 3))
println(described("a", 3; sep="-"))
println(described("a", 3; last=" and "))
println(described("a", 3, upper=true, sep="+"))

# Defaults see the arguments and earlier keywords, and are evaluated in order, only when needed.
function noisy(tag)
    println("default ", tag)
    tag
end
g(x; a=noisy(1), b=a + x) = (a, b)
println(g(10))
println(g(10; a=5))
println(g(10; b=7))
println(g(10; b=7, a=1))

# Varargs and keywords.
h(xs...; init=0) = init + length(xs)
println(h(), " ", h(1, 2), " ", h(1, 2, 3; init=10), " ", h((1, 2, 3, 4)...; init=1))

# The rest of the keywords.
function rest(x; a=1, others...)
    println(x, " ", a, " ", length(others))
    for (k, v) in others
        println("  ", k, " = ", v)
    end
    haskey(others, :z) ? others[:z] : 0
end
println(rest(1))
println(rest(1; a=2))
println(rest(1; b=2, z=3))
println(rest(1; z=9, a=4))

# Splicing named tuples, and passing keywords on.
opts = (k=5,)
println(f(1; opts...))
println(f(1; opts..., k=6))
println(f(1; (k=7,)...))
outer(x; kw...) = f(x; kw...)
println(outer(1), " ", outer(1; k=8))
k = 40
println(f(2; k))
struct Settings
    k::Int
end
s = Settings(11)
println(f(1; s.k))
println(f(1; :k => 12))

# Methods with and without keywords.
m(x::Int; scale=1) = x * scale
m(x::String; scale=1) = repeat(x, scale)
m(x::Float64) = x
println(m(3; scale=2), " ", m("ab"; scale=2), " ", m(1.5), " ", m("z"))

# Anonymous functions, closures and do blocks.
p = (x; by=1) -> x + by
println(p(1), " ", p(1; by=5))
q = function (x; by=2)
    x * by
end
println(q(4), " ", q(4, by=3))
function counter(start)
    step(n=1; times=1) = (start += n * times)
    step
end
c = counter(10)
println(c(), " ", c(2), " ", c(2; times=3))
apply(f, x; twice=false) = twice ? f(f(x)) : f(x)
println(apply(5; twice=true) do y
    y * 2
end)

# Types: constructors with keywords.
struct Point
    x::Float64
    y::Float64
    Point(; x=0.0, y=0.0) = new(x, y)
end
println(Point(), " ", Point(y=2.0), " ", Point(; x=1, y=3))
struct Box{T}
    value::T
    Box{T}(v; double=false) where {T} = new{T}(double ? v + v : v)
end
println(Box{Int}(3), " ", Box{Float64}(3; double=true))
Point(a, b; shift=0) = Point(x=a + shift, y=b + shift)
println(Point(1, 2; shift=1))

# Where, and keywords whose type depends on an argument's.
pick(x::T; y::T=x) where {T} = (x, y, T)
println(pick(1), " ", pick(1; y=2), " ", pick("a"; y="b"))

# Recursion.
depth(n; acc=0) = n == 0 ? acc : depth(n - 1; acc=acc + 1)
println(depth(100))

# Errors.
for call in (() -> area(), () -> f(1; z=2), () -> described("a"; sep=1))
    try
        call()
    catch e
        println(typeof(e))
    end
end
