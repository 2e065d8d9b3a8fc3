# Immutable structs that contain themselves through a union, with and without parameters, and mutually.
struct Tree{T}
    value::T
    left::Union{Tree{T},Nothing}
    right::Union{Tree{T},Nothing}
end
Tree(v::T) where {T} = Tree{T}(v, nothing, nothing)
Tree(v::T, l, r) where {T} = Tree{T}(v, l, r)
t = Tree(1, Tree(2, nothing, Tree(3)), Tree(4))
total(::Nothing) = 0
total(t::Tree) = t.value + total(t.left) + total(t.right)
println(total(t), " ", t.left.right.value, " ", t.right.left === nothing, " ", t.left === Tree(2, nothing, Tree(3)))
println(Tree("a"), " ", Tree(1.5, Tree(2.5), nothing))
trees = [Tree(k, Tree(k + 1), nothing) for k in 1:3]
println(total(trees[2]), " ", trees[1] == Tree(1, Tree(2), nothing), " ", length(trees))
struct Plain
    tag::Int
    next::Union{Plain,Nothing}
end
p = Plain(1, Plain(2, nothing))
println(p, " ", p.next.tag, " ", p.next.next)
struct Wrapped{T}
    items::Tuple{Int,Union{Wrapped{T},T,Nothing}}
end
w = Wrapped{Int}((1, Wrapped{Int}((2, 30))))
println(w.items[2].items[2], " ", w.items[1])
abstract type Node end
struct Leaf <: Node
    x::Int8
end
struct Pair3{A<:Node,B<:Node} <: Node
    a::A
    b::Union{Pair3{A,B},B}
end
n = Pair3(Leaf(1), Leaf(2))
m = Pair3{Leaf,Leaf}(Leaf(3), n)
println(m.b.a.x, " ", n.b.x, " ", m.b isa Pair3)
