# assorted
macro m1(n)
    ex = Expr(:block)
    for i in 1:n
        push!(ex.args, :(println($i)))
    end
    ex
end
@m1 3
macro m2(v)
    esc(:($v += 10))
end
function unroll2()
    s = 0
    @m2 s
    s
end
println(unroll2())
macro dict(pairs...)
    :([$(map(p -> :(($(string(p.args[1])), $(esc(p.args[2])))), pairs)...)])
end
println(@dict a=1 b=2)
macro timeit(ex)
    quote
        local t0 = 1
        local v = $(esc(ex))
        (v, t0)
    end
end
println(@timeit sum([1,2,3]))
abstract type Animal end
macro animal(name, sound)
    quote
        struct $(esc(name)) <: Animal end
        $(esc(:speak))(::$(esc(name))) = $sound
    end
end
@animal Dog "woof"
@animal Cat "meow"
println(speak(Dog()), speak(Cat()))
macro memo(f)
    name = f.args[1].args[1]
    arg = f.args[1].args[2]
    body = f.args[2]
    quote
        const cache = []
        function $(esc(name))($(esc(arg)))
            push!(cache, $(esc(arg)))
            $(esc(body))
        end
    end
end
@memo fibo(n) = n < 2 ? n : fibo(n-1) + fibo(n-2)
println(fibo(10))
macro pipe(ex)
    esc(rewrite(ex))
end
rewrite(x) = x
function rewrite(e::Expr)
    if e.head == :call && e.args[1] == :|>
        lhs = rewrite(e.args[2])
        rhs = e.args[3]
        if rhs isa Expr && rhs.head == :call
            return Expr(:call, rhs.args[1], map(a -> a == :_ ? lhs : a, rhs.args[2:end])...)
        end
        return Expr(:call, rhs, lhs)
    end
    e
end
println(@pipe 3 |> max(_, 10) |> string)
macro forloop(i, range, body)
    quote
        for $(esc(i)) in $(esc(range))
            $(esc(body))
        end
    end
end
@forloop k 1:3 begin
    println("k=", k)
end
macro ifdef(name)
    isdefined(__module__, name) ? :("yes") : :("no")
end
println(@ifdef(println), @ifdef(nonexistent_thing))
ex = quote
    x -> x^2
end
sq = eval(ex.args[2])
println(sq(5))
f = eval(:(function (a, b) a + b end))
println(f(1, 2))
println(eval(Meta.parse("[i^2 for i in 1:3]")))
e = Meta.parse("foo(x, y=2; z=3)")
println(e.args, " ", e.head)
try
    eval(:(undefined_fn(1)))
catch err
    println(err)
end
try
    @eval error("boom")
catch err
    println(err.msg)
end
println(@macroexpand @m2 q)
macro nest(x) :(:($($x) + 1)) end
println(@nest 3)
a = 5
println(:(x + $(:(y * $a))))
println(Expr(:call, [:f, 1]...))
let y = 2
    ex = :(y + 1)
    println(ex)
    println(:($y + 1))
end
struct Foo
    x
end
ex = :(Foo(1))
println(eval(ex).x)
println(eval(:(let z = 3; z * 2 end)))
eval(quote
    g1() = 1
    g2() = g1() + 1
end)
println(g2())
for (name, val) in ((:aa, 1), (:bb, 2))
    eval(:($name = $val))
end
println(aa + bb)
for T in (:Int32, :Float32)
    @eval conv(x::$T) = $(string(T))
end
println(conv(Int32(1)), conv(1f0))
