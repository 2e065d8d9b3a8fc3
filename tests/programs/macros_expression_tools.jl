# Working on expressions: walking, rewriting, simplifying, deriving, pretty printing, counting, generating functions.
walk(f, x) = f(x)
walk(f, x::Expr) = f(Expr(x.head, map(a -> walk(f, a), x.args)...))
leaves(x) = [x]
leaves(x::Expr) = reduce(vcat, map(leaves, x.args); init = Any[])
e = :(a * (b + 2) - sin(x)^2)
println(e, " ", e.head, " ", e.args[1], " ", leaves(e), " ", walk(x -> x === :a ? :z : x, e), " ", walk(x -> x isa Int ? x + 1 : x, e))
depth(x) = 0
depth(x::Expr) = 1 + maximum(map(depth, x.args))
calls(x) = 0
calls(x::Expr) = (x.head === :call) + sum(map(calls, x.args))
println(depth(e), " ", calls(e), " ", sort(unique(string.(filter(x -> x isa Symbol, leaves(e))))))
function simplify(x)
    x isa Expr || return x
    args = map(simplify, x.args)
    if x.head === :call && length(args) == 3
        op, a, b = args
        op === :+ && a == 0 && return b
        op in (:+, :-) && b == 0 && return a
        op === :* && (a == 0 || b == 0) && return 0
        op === :* && a == 1 && return b
        op in (:*, :^) && b == 1 && return a
        a isa Number && b isa Number && return eval(Expr(:call, op, a, b))
    end
    return Expr(x.head, args...)
end
derive(x::Number, v) = 0
derive(x::Symbol, v) = x === v ? 1 : 0
function derive(x::Expr, v)
    op, a = x.args[1], x.args[2]
    op === :- && length(x.args) == 2 && return :(-$(derive(a, v)))
    b = length(x.args) > 2 ? x.args[3] : nothing
    op === :+ ? Expr(:call, :+, [derive(y, v) for y in x.args[2:end]]...) :
    op === :- ? :($(derive(a, v)) - $(derive(b, v))) :
    op === :* ? :($(derive(a, v)) * $b + $a * $(derive(b, v))) :
    op === :^ ? :($b * $a^$(b - 1) * $(derive(a, v))) :
    op === :sin ? :(cos($a) * $(derive(a, v))) : error("cannot derive $op")
end
for x in [:(x^2), :(3x + 1), :(x * x), :(sin(2x)), :(x^3 - 4x + 7), :y]
    println(rpad(x, 14), " -> ", simplify(derive(x, :x)))
end
d = simplify(derive(:(x^3 - 4x), :x))
@eval slope(x) = $d
println(slope(2), " ", slope.(0:3), " ", eval(:(let x = 5; $d end)))
postfix(x) = string(x)
postfix(x::Expr) = join([map(postfix, x.args[2:end]); string(x.args[1])], ' ')
lisp(x) = string(x)
lisp(x::Expr) = x.head === :call ? "(" * join(map(lisp, x.args), " ") * ")" : "[$(x.head)]"
println(postfix(:(1 + 2 * (3 - 4))), " | ", lisp(:(f(a, g(b), -c))), " | ", lisp(:(a = 1)), " | ", lisp(:(a < b)))
function compile_rpn(text)
    stack = Any[]
    for word in split(text)
        if word in ("+", "-", "*", "/")
            b, a = pop!(stack), pop!(stack)
            push!(stack, Expr(:call, Symbol(word), a, b))
        else
            push!(stack, something(tryparse(Int, word), Symbol(word)))
        end
    end
    return only_one(stack)
end
only_one(v) = length(v) == 1 ? v[1] : error("$(length(v)) values are left")
ex = compile_rpn("x 2 * 3 + y -")
println(ex, " ", eval(Expr(:let, Expr(:block, :(x = 5), :(y = 1)), ex)))
make(name, args, body) = Expr(:function, Expr(:call, name, args...), Expr(:block, body))
eval(make(:hypo, [:a, :b], :(sqrt(a^2 + b^2))))
println(hypo(3, 4), " ", Meta.parse("1 + 2") == :(1 + 2), " ", eval(Meta.parse("sum([1, 2, 3])")), " ", Meta.parse("f(x) = x + 1").head, " ", :(x -> x + 1).head, " ", :(a[1]).head, " ", :(a.b).head, " ", :([1, 2]).head, " ", :("s $x").head, " ", :(begin; 1; end).head)
for (name, op) in [(:add3, :+), (:mul3, :*)]
    @eval $name(a, b, c) = $op($op(a, b), c)
end
println(add3(1, 2, 3), " ", mul3(2, 3, 4), " ", QuoteNode(:a).value, " ", :(:a) isa QuoteNode, " ", Expr(:tuple, 1, 2) == :((1, 2)), " ", eval(Expr(:vect, 1, :(1 + 1))), " ", Symbol("a b"))
