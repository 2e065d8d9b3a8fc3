# Binary search tree: insertion, deletion, traversals, height, and a check of the order.
mutable struct Node{K,V}
    key::K
    value::V
    left::Union{Node{K,V},Nothing}
    right::Union{Node{K,V},Nothing}
end
Node(k::K, v::V) where {K,V} = Node{K,V}(k, v, nothing, nothing)
mutable struct Tree{K,V}
    root::Union{Node{K,V},Nothing}
    count::Int
    Tree{K,V}() where {K,V} = new{K,V}(nothing, 0)
end
function Base.setindex!(t::Tree, v, k)
    if t.root === nothing
        t.root = Node(k, v)
        t.count = 1
        return t
    end
    n = t.root
    while true
        if k == n.key
            n.value = v
            return t
        elseif k < n.key
            if n.left === nothing
                n.left = Node(k, v)
                break
            end
            n = n.left
        else
            if n.right === nothing
                n.right = Node(k, v)
                break
            end
            n = n.right
        end
    end
    t.count += 1
    t
end
find(::Nothing, k) = nothing
find(n::Node, k) = k == n.key ? n : k < n.key ? find(n.left, k) : find(n.right, k)
Base.haskey(t::Tree, k) = find(t.root, k) !== nothing
function Base.getindex(t::Tree, k)
    n = find(t.root, k)
    n === nothing && throw(KeyError(k))
    n.value
end
height(::Nothing) = 0
height(n::Node) = 1 + max(height(n.left), height(n.right))
inorder(f, ::Nothing) = nothing
function inorder(f, n::Node)
    inorder(f, n.left)
    f(n)
    inorder(f, n.right)
end
leftmost(n) = n.left === nothing ? n : leftmost(n.left)
remove(::Nothing, k) = nothing
function remove(n::Node, k)
    if k < n.key
        n.left = remove(n.left, k)
    elseif k > n.key
        n.right = remove(n.right, k)
    elseif n.left === nothing
        return n.right
    elseif n.right === nothing
        return n.left
    else
        s = leftmost(n.right)
        n.key, n.value = s.key, s.value
        n.right = remove(n.right, s.key)
    end
    n
end
t = Tree{Int,String}()
for (k, v) in ((50, "fifty"), (30, "thirty"), (70, "seventy"), (20, "twenty"), (40, "forty"), (60, "sixty"), (80, "eighty"))
    t[k] = v
end
t[30] = "THIRTY"
println(t.count, " ", height(t.root), " ", t[30], " ", t[60], " ", haskey(t, 99))
seen = Int[]
inorder(n -> push!(seen, n.key), t.root)
println(seen)
for k in (20, 30, 50)
    t.root = remove(t.root, k)
    empty!(seen)
    inorder(n -> push!(seen, n.key), t.root)
    println("without ", k, ": ", seen, " root ", t.root.key)
end
try
    t[30]
catch e
    println(e isa KeyError, " ", e.key)
end
w = Tree{String,Int}()
for word in map(String, split("the cat and the dog and the bird"))
    w[word] = haskey(w, word) ? w[word] + 1 : 1
end
inorder(n -> print(n.key, "=", n.value, " "), w.root)
println()
