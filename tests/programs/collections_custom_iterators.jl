# Iterators of one's own: fibonacci, countdown, tree walks, chunks; length, eltype and size traits.
struct Fibonacci
    limit::Int
end
Base.iterate(f::Fibonacci, (a, b)=(0, 1)) = a > f.limit ? nothing : (a, (b, a + b))
Base.IteratorSize(::Type{Fibonacci}) = Base.SizeUnknown()
Base.eltype(::Type{Fibonacci}) = Int
println(collect(Fibonacci(50)), " ", sum(Fibonacci(100)), " ", [x for x in Fibonacci(20) if iseven(x)], " ", 13 in Fibonacci(20))
struct Countdown
    from::Int
end
Base.iterate(c::Countdown, n=c.from) = n < 0 ? nothing : (n, n - 1)
Base.length(c::Countdown) = c.from + 1
Base.eltype(::Type{Countdown}) = Int
for n in Countdown(3)
    print(n, " ")
end
println(collect(Countdown(4)), " ", length(Countdown(9)), " ", maximum(Countdown(6)), " ", collect(zip(Countdown(2), "xyz")))
mutable struct TreeNode
    value::Int
    children::Vector{TreeNode}
end
TreeNode(v, cs::TreeNode...) = TreeNode(v, collect(TreeNode, cs))
struct DepthFirst
    root::TreeNode
end
Base.IteratorSize(::Type{DepthFirst}) = Base.SizeUnknown()
function Base.iterate(d::DepthFirst, stack=[d.root])
    isempty(stack) && return nothing
    node = pop!(stack)
    append!(stack, reverse(node.children))
    (node.value, stack)
end
tree = TreeNode(1, TreeNode(2, TreeNode(3), TreeNode(4)), TreeNode(5, TreeNode(6)))
println(collect(DepthFirst(tree)), " ", sum(DepthFirst(tree)), " ", count(isodd, DepthFirst(tree)))
struct Sliding{V}
    data::V
    width::Int
end
Base.length(s::Sliding) = max(length(s.data) - s.width + 1, 0)
Base.iterate(s::Sliding, i=1) = i > length(s) ? nothing : (view(s.data, i:i+s.width-1), i + 1)
println([sum(w) for w in Sliding([1, 2, 3, 4, 5], 2)], " ", [collect(w) for w in Sliding(1:4, 3)], " ", length(Sliding([1], 2)))
struct Squares <: AbstractVector{Int}
    n::Int
end
Base.size(s::Squares) = (s.n,)
Base.getindex(s::Squares, i::Int) = i^2
s = Squares(6)
println(s, " ", s[3], " ", s[end], " ", s[2:4], " ", sum(s), " ", reverse(s), " ", s .+ 1, " ", 16 in s, " ", findfirst(>(10), s))
println(collect(Iterators.take(s, 2)), " ", maximum(s), " ", map(sqrt, s), " ", length(s), " ", eltype(s), " ", s[s .> 10])
a, b, c = Fibonacci(10)
println(a, b, c, " ", first(Countdown(7)), " ", [Countdown(2)...], " ", max(Countdown(5)...), " ", string(Countdown(1)...))
struct Naturals end
Base.iterate(::Naturals, n=1) = (n, n + 1)
Base.IteratorSize(::Type{Naturals}) = Base.IsInfinite()
println([x for x in Iterators.take(Naturals(), 3)], " ", first(Iterators.filter(n -> n^2 > 50, Naturals())))
for (i, x) in enumerate(Naturals())
    x * x > 30 && (println("stopped at ", i); break)
end
