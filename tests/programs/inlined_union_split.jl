# A call that inference splits by the members of a union, written out where the member is known: each case must hold.
@noinline leaf(x) = x
@noinline node(x) = -x
part(t, i) = walk(t[i])
walk(x) = leaf(x)
walk(t::Tuple) = node(part(t, 2))
start(t) = part(t, 2)
println(start(((1, 2), (3, (4, 5)))), " ", start((1, (2, 3))), " ", start((1, 7)))
each(t, i, ::Tuple{}) = nothing
function each(t, i, rest::Tuple)
    print(", ")
    written(t[i])
    each(t, i + 1, Base.tail(rest))
end
written(x) = print(x)
function written(t::Tuple)
    print("(")
    written(t[1])
    each(t, 2, Base.tail(t))
    print(")")
end
written(((1, 2), (3, (4, 5))))
println()
written((1, (2, "a", (3.5, (nothing, :b))), (6, 7)))
println()
kind(x::Int) = "integer"
kind(x::Tuple{Int,Int}) = "pair"
kind(x::String) = "text"
choose(t, i) = kind(t[i])
second(t) = choose(t, 2)
println(second((1, (2, 3))), " ", second(("a", 5)), " ", second(((1, 2), "b")), " ", [choose((1, (2, 3), "c"), i) for i in 1:3])
