# Code as values: quotations, interpolation, Expr objects, eval.
ex = :(a + b * 2)
println(ex)
show(ex); println()
println(ex.head, " ", ex.args)
println(typeof(ex), " ", typeof(:a), " ", typeof(:(1)), " ", typeof(:(:a)))
x = 3
y = :(f($x, $(x + 1), $("s"), $(:q)))
println(y)
println(y.args[2] + y.args[3])
xs = [1, :b, "c"]
println(:(g($(xs...), z)))
println(:([$(xs...)]))
println(eval(:(1 + 2 * $x)))
println(Expr(:call, :+, 1, :x) == :(1 + x))
println(Expr(:call, :*, 2, Expr(:call, :+, :a, 1)))
q = quote
    u = 1
    v = u + 1
end
println(q.head, " ", count(a -> a isa LineNumberNode, q.args))
println(eval(q), " ", u, " ", v)
for e in (:(x -> x + 1), :(f(x; y = 1, z...)), :(a[1, end]), :(a.b.c), :(T{Int} where T), :(x::Int), :(a && b || !c),
          :(a < b <= c), :("s $x $(y + 1)"), :(a ? b : c), :((1, 2)), :([1 2; 3 4]), :(-x), :(a => b), :(x'), :(f.(x) .+ 1),
          :(:a), :(return 1), :(x += 1), :(a:b), :(1:2:3), :([i for i in 1:3 if i > 1]), :(a.b = 2))
    println(Base.remove_linenums!(e))
end
println(Meta.parse("1 + x * 3"))
println(eval(Meta.parse("2 ^ 10")))
function simplify(e)
    e isa Expr || return e
    args = map(simplify, e.args)
    if e.head == :call && args[1] == :* && any(a -> a == 0, args[2:end])
        return 0
    elseif e.head == :call && args[1] == :+ && args[3] == 0
        return args[2]
    end
    Expr(e.head, args...)
end
println(simplify(:(a * 0 + b)), " ", simplify(:(a + (b * 0))))
walk(e, depth = 0) = (println("  " ^ depth, e isa Expr ? e.head : repr(e)); e isa Expr && for a in e.args walk(a, depth + 1) end)
walk(:(f(x, 2y) + x[1].b - 'c'), 0) === nothing
name = :counter
@eval $name = 10
println(counter)
for op in (:plus, :minus)
    @eval $op(a) = ($(string(op)), a)
end
println(plus(1), minus(2))
println(QuoteNode(:a), " ", repr(QuoteNode(:a)), " ", :(f(:a, $(QuoteNode(:b)))))
s = gensym()
println(s isa Symbol, " ", s == gensym())
println(Symbol("a", 1, :b), " ", Symbol("x y"), " ", repr(Symbol("x y")))
