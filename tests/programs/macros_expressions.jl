# Expr values: building, taking apart, walking, evaluating.
ex = :(a + b * 2)
println(ex, " ", ex.head, " ", ex.args, " ", typeof(ex), " ", length(ex.args))
println(ex.args[1] === :+, " ", ex.args[3], " ", ex.args[3].head)
call = Expr(:call, :max, 3, 9)
println(call, " ", eval(call), " ", eval(:(1 + 2)), " ", Meta.parse("2^10") |> eval)
x = 5
interp = :($x + y)
println(interp, " ", :(f($(x + 1), $(QuoteNode(:sym)))), " ", :(g($([1, 2]...))))
y = 7
println(eval(interp), " ", eval(:(x * y)))
function count_calls(e)
    e isa Expr || return 0
    (e.head === :call) + sum(count_calls, e.args; init=0)
end
collect_symbols(e) = e isa Symbol ? [e] : e isa Expr ? reduce(vcat, map(collect_symbols, e.args[(e.head === :call ? 2 : 1):end]), init=Symbol[]) : Symbol[]
println(collect_symbols(:(sin(x) + y * x - 3)))
replace_symbol(e, from, to) = e === from ? to : e isa Expr ? Expr(e.head, map(a -> replace_symbol(a, from, to), e.args)...) : e
println(replace_symbol(:(x^2 + x), :x, :z), " ", eval(replace_symbol(:(x^2 + x), :x, 4)))
block = quote
    u = 3
    u + 1
end
println(block.head, " ", eval(block), " ", filter(a -> !(a isa LineNumberNode), block.args))
function derivative(e, v)
    e isa Number && return 0
    e isa Symbol && return e === v ? 1 : 0
    op, a, b = e.args
    op === :+ ? :($(derivative(a, v)) + $(derivative(b, v))) :
    op === :* ? :($(derivative(a, v)) * $b + $a * $(derivative(b, v))) : error("no rule for $op")
end
println(derivative(:(x * x + 3), :x), " ", eval(derivative(:(x * x + 3), :x)))
for name in (:alpha, :beta)
    @eval $(Symbol(name, "_name"))() = $(string(name))
end
println(alpha_name(), " ", beta_name())
for (op, f) in ((:plus, :+), (:times, :*))
    @eval begin
        $op(a, b) = $f(a, b)
    end
end
println(plus(2, 3), " ", times(2, 3))
println(:(a.b), " ", :(a[1]), " ", :(x -> x + 1).head, " ", :(if a; b; end).head, " ", :(a && b).head, " ", :(a = 1).head, " ", :([1, 2]).head, " ", :((1, 2)).head)
println(Meta.isexpr(ex, :call), " ", :x isa Symbol, " ", Symbol("a", 1), " ", :(:a) isa QuoteNode, " ", Symbol("with space"), " ", repr(:abc), " ", string(:abc))
