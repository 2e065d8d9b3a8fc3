# Mutable structs: identity, changing fields, conversion on assignment.
mutable struct Counter
    count::Int
    name::String
end
c = Counter(0, "first")
c.count += 1
c.count += 1
c.name = "renamed"
println(c.count, " ", c.name, " ", c)
d = c
d.count = 100
println(c.count, " ", c === d, " ", c === Counter(100, "renamed"), " ", c == d)

mutable struct Account
    owner::String
    balance::Float64
end
function deposit!(a::Account, amount)
    a.balance += amount
    a
end
function transfer!(from, to, amount)
    from.balance < amount && return false
    from.balance -= amount
    to.balance += amount
    true
end
a = Account("ann", 100)
b = Account("bob", 0)
deposit!(a, 50)
println(transfer!(a, b, 30), " ", a.balance, " ", b.balance)
println(transfer!(a, b, 1000), " ", a, " ", b)
a.balance = 7
println(a.balance, " ", typeof(a.balance))

mutable struct Tree
    key::Int
    left::Union{Tree, Nothing}
    right::Union{Tree, Nothing}
end
Tree(key) = Tree(key, nothing, nothing)
function insert(t::Union{Tree, Nothing}, key)
    t === nothing && return Tree(key)
    if key < t.key
        t.left = insert(t.left, key)
    else
        t.right = insert(t.right, key)
    end
    t
end
function walk(t, out)
    if t !== nothing
        walk(t.left, out)
        push!(out, t.key)
        walk(t.right, out)
    end
    out
end
depth(t::Nothing) = 0
depth(t::Tree) = 1 + max(depth(t.left), depth(t.right))
root = nothing
for k in [5, 2, 8, 1, 9, 3]
    global root = insert(root, k)
end
println(walk(root, Int[]), " ", depth(root))

mutable struct Loose
    a
    b
end
l = Loose(1, "x")
l.a = "now a string"
l.b = [1, 2]
println(l)
push!(l.b, 3)
println(l.b)

mutable struct Vec3
    x::Float64
    y::Float64
    z::Float64
end
function scale!(v::Vec3, k)
    v.x *= k
    v.y *= k
    v.z *= k
    return nothing
end
vs = [Vec3(i, 2i, 3i) for i in 1:3]
for v in vs
    scale!(v, 0.5)
end
println(vs[1], " ", vs[3])
vs[2].x = -1
println(vs[2].x + vs[2].y)
