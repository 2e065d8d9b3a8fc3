# Persistent structures: a linked list with sharing, a balanced tree, a rope, a zipper, lazy streams.
abstract type List{T} end
struct Nil{T} <: List{T} end
struct Cons{T} <: List{T}
    head::T
    tail::List{T}
end
list(xs...) = foldr(Cons, xs; init = Nil{eltype(collect(xs))}())
Cons(x::T, l::Nil) where {T} = Cons{T}(x, Nil{T}())
Base.iterate(l::List, state = l) = state isa Nil ? nothing : (state.head, state.tail)
Base.length(l::List) = l isa Nil ? 0 : 1 + length(l.tail)
Base.eltype(::Type{<:List{T}}) where {T} = T
Base.isempty(l::List) = l isa Nil
Base.show(io::IO, l::List) = print(io, '(', join(l, ' '), ')')
Base.map(f, l::Nil) = l
Base.map(f, l::Cons) = Cons(f(l.head), map(f, l.tail))
Base.reverse(l::List{T}) where {T} = foldl((acc, x) -> Cons{T}(x, acc), l; init = Nil{T}())
Base.:(==)(a::List, b::List) = length(a) == length(b) && all(x == y for (x, y) in zip(a, b))
l = list(1, 2, 3)
m = Cons(0, l)
println(l, m, " ", length(m), " ", m.tail === l, " ", sum(m), " ", collect(l), " ", map(x -> 10x, l), " ", reverse(m), " ", l == list(1, 2, 3), " ", isempty(Nil{Int}()), " ", 3 in l, " ", eltype(l))
struct Tree{K,V}
    key::K
    value::V
    left::Union{Tree{K,V},Nothing}
    right::Union{Tree{K,V},Nothing}
    height::Int
end
height(::Nothing) = 0
height(t::Tree) = t.height
node(k::K, v::V, l, r) where {K,V} = Tree{K,V}(k, v, l, r, 1 + max(height(l), height(r)))
function balance(t::Tree)
    d = height(t.left) - height(t.right)
    if d > 1
        l = t.left
        height(l.left) >= height(l.right) || (l = rotate_left(l))
        return rotate_right(node(t.key, t.value, l, t.right))
    elseif d < -1
        r = t.right
        height(r.right) >= height(r.left) || (r = rotate_right(r))
        return rotate_left(node(t.key, t.value, t.left, r))
    end
    return t
end
rotate_right(t) = node(t.left.key, t.left.value, t.left.left, node(t.key, t.value, t.left.right, t.right))
rotate_left(t) = node(t.right.key, t.right.value, node(t.key, t.value, t.left, t.right.left), t.right.right)
insert(::Nothing, k, v) = node(k, v, nothing, nothing)
insert(t::Tree, k, v) = k == t.key ? node(k, v, t.left, t.right) :
    k < t.key ? balance(node(t.key, t.value, insert(t.left, k, v), t.right)) :
    balance(node(t.key, t.value, t.left, insert(t.right, k, v)))
find(::Nothing, k, default = nothing) = default
find(t::Tree, k, default = nothing) = k == t.key ? t.value : find(k < t.key ? t.left : t.right, k, default)
items(::Nothing) = []
items(t::Tree) = [items(t.left); t.key => t.value; items(t.right)]
t = foldl((t, k) -> insert(t, k, k^2), 1:100; init = nothing)
old = t
t = insert(t, 7, -1)
println(height(t), " ", length(items(t)), " ", find(t, 7), " ", find(old, 7), " ", find(t, 101, "none"), " ", issorted(first.(items(t))), " ", t.right === old.right, " ", items(insert(nothing, "a", 1)))
abstract type Rope end
struct Leaf <: Rope
    text::String
end
struct Concat <: Rope
    left::Rope
    right::Rope
    size::Int
end
Base.length(r::Leaf) = length(r.text)
Base.length(r::Concat) = r.size
Base.:*(a::Rope, b::Rope) = Concat(a, b, length(a) + length(b))
Base.getindex(r::Leaf, i::Int) = r.text[i]
Base.getindex(r::Concat, i::Int) = i <= length(r.left) ? r.left[i] : r.right[i-length(r.left)]
Base.string(r::Leaf) = r.text
Base.string(r::Concat) = string(r.left) * string(r.right)
cut(r::Leaf, i) = (Leaf(r.text[1:i]), Leaf(r.text[i+1:end]))
cut(r::Concat, i) = i <= length(r.left) ? (p = cut(r.left, i); (p[1], p[2] * r.right)) : (p = cut(r.right, i - length(r.left)); (r.left * p[1], p[2]))
r = Leaf("hello ") * Leaf("brave ") * Leaf("world")
a, b = cut(r, 8)
println(length(r), " ", r[7], " ", string(a), "|", string(b), " ", string(a * Leaf("--") * b))
struct Stream{T}
    head::T
    rest::Function
end
from(n) = Stream(n, () -> from(n + 1))
take(s, n) = n == 0 ? [] : [s.head; take(s.rest(), n - 1)]
keep(p, s) = p(s.head) ? Stream(s.head, () -> keep(p, s.rest())) : keep(p, s.rest())
sieve(s) = Stream(s.head, () -> sieve(keep(x -> x % s.head != 0, s.rest())))
println(take(sieve(from(2)), 10), " ", take(keep(isodd, from(1)), 4))
