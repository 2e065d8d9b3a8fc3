# A trie of words: insertion, lookup, completion.
mutable struct Trie
    children::Dict{Char,Trie}
    isword::Bool
    Trie() = new(Dict{Char,Trie}(), false)
end
function Trie(words)
    t = Trie()
    for w in words
        insert!(t, w)
    end
    t
end
function Base.insert!(t::Trie, word::AbstractString)
    for c in word
        t = get!(Trie, t.children, c)
    end
    t.isword = true
end
function subtrie(t::Trie, prefix)
    for c in prefix
        haskey(t.children, c) || return nothing
        t = t.children[c]
    end
    t
end
Base.in(word::AbstractString, t::Trie) = (s = subtrie(t, word); s !== nothing && s.isword)
function words!(out, t::Trie, prefix)
    t.isword && push!(out, prefix)
    for c in sort(collect(keys(t.children)))
        words!(out, t.children[c], string(prefix, c))
    end
    out
end
function complete(t::Trie, prefix)
    s = subtrie(t, prefix)
    s === nothing ? String[] : words!(String[], s, prefix)
end
nodes(t::Trie) = 1 + sum(nodes, values(t.children), init=0)
t = Trie(["car", "card", "care", "cat", "dog", "do", "über", "übung"])
println("car" in t, " ", "ca" in t, " ", "dog" in t, " ", "" in t, " ", "über" ∈ t)
println(complete(t, "car"), " ", complete(t, "ü"), " ", complete(t, "x"), " ", complete(t, ""))
counted = 0
function walk(t, depth)
    global counted += 1
    for c in sort(collect(keys(t.children)))
        depth < 2 && println("  "^depth, c, t.children[c].isword ? " *" : "")
        walk(t.children[c], depth + 1)
    end
end
walk(t, 0)
println(counted, " nodes")
longest = ""
for w in complete(t, "")
    if length(w) > length(longest)
        global longest = w
    end
end
println(longest)
