# An immutable tree with a zipper for moving about and changing it; tree folding and building.
struct Tree{T}
    value::T
    left::Union{Tree{T},Nothing}
    right::Union{Tree{T},Nothing}
end
Tree(v::T) where {T} = Tree{T}(v, nothing, nothing)
struct Crumb{T}
    side::Symbol
    value::T
    other::Union{Tree{T},Nothing}
end
struct Zipper{T}
    focus::Union{Tree{T},Nothing}
    trail::Vector{Crumb{T}}
end
Zipper(t::Tree{T}) where {T} = Zipper{T}(t, Crumb{T}[])
function go(z::Zipper{T}, side) where {T}
    t = z.focus
    t === nothing && return nothing
    next, other = side === :left ? (t.left, t.right) : (t.right, t.left)
    Zipper{T}(next, vcat(z.trail, Crumb{T}(side, t.value, other)))
end
function up(z::Zipper{T}) where {T}
    isempty(z.trail) && return nothing
    c = z.trail[end]
    parent = c.side === :left ? Tree{T}(c.value, z.focus, c.other) : Tree{T}(c.value, c.other, z.focus)
    Zipper{T}(parent, z.trail[1:end-1])
end
root(z) = (u = up(z); u === nothing ? z.focus : root(u))
update(z::Zipper{T}, v) where {T} = Zipper{T}(Tree{T}(v, z.focus.left, z.focus.right), z.trail)
attach(z::Zipper{T}, t) where {T} = Zipper{T}(t, z.trail)
show_tree(::Nothing) = "."
show_tree(t::Tree) = t.left === t.right === nothing ? string(t.value) : "($(show_tree(t.left)) $(t.value) $(show_tree(t.right)))"
t = Tree{Int}(1, Tree{Int}(2, nothing, Tree(3)), Tree(4))
z = Zipper(t)
println(show_tree(t), " ", go(z, :left).focus.value, " ", go(go(z, :left), :right).focus.value, " ", go(go(z, :left), :left).focus === nothing)
println(show_tree(root(update(go(go(z, :left), :right), 30))), " ", show_tree(root(attach(go(go(z, :right), :left), Tree(9)))), " ", show_tree(root(attach(go(z, :left), nothing))))
println(show_tree(t), " ", up(z) === nothing, " ", up(go(z, :right)).focus.value)
foldtree(f, init, ::Nothing) = init
foldtree(f, init, t::Tree) = f(t.value, foldtree(f, init, t.left), foldtree(f, init, t.right))
println(foldtree((v, l, r) -> v + l + r, 0, t), " ", foldtree((v, l, r) -> 1 + max(l, r), 0, t), " ", foldtree((v, l, r) -> [l; v; r], Int[], t))
balanced(v) = isempty(v) ? nothing : (m = (length(v) + 1) ÷ 2; Tree{eltype(v)}(v[m], balanced(v[1:m-1]), balanced(v[m+1:end])))
b = balanced(collect(1:7))
println(show_tree(b), " ", foldtree((v, l, r) -> 1 + max(l, r), 0, b), " ", show_tree(balanced(["a", "b"])))
mirror(::Nothing) = nothing
mirror(t::Tree{T}) where {T} = Tree{T}(t.value, mirror(t.right), mirror(t.left))
println(show_tree(mirror(b)), " ", show_tree(mirror(mirror(b))) == show_tree(b))
