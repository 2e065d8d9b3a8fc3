# A trie with completion, a suffix array, an interval tree by sorting, a sparse vector, a ring of hashes.
mutable struct Trie{V}
    children::Dict{Char,Trie{V}}
    value::Union{V,Nothing}
    Trie{V}() where {V} = new{V}(Dict{Char,Trie{V}}(), nothing)
end
Trie() = Trie{Any}()
function Trie{V}(pairs::Pair...) where {V}
    t = Trie{V}()
    for (k, v) in pairs
        t[k] = v
    end
    return t
end
function Base.setindex!(t::Trie{V}, value, key::AbstractString) where {V}
    node = t
    for c in key
        node = get!(() -> Trie{V}(), node.children, c)
    end
    node.value = convert(V, value)
    return value
end
function subtrie(t::Trie, prefix)
    for c in prefix
        t = get(t.children, c, nothing)
        t === nothing && return nothing
    end
    return t
end
Base.haskey(t::Trie, key) = (s = subtrie(t, key); s !== nothing && s.value !== nothing)
Base.get(t::Trie, key, default) = (s = subtrie(t, key); s === nothing || s.value === nothing ? default : s.value)
Base.getindex(t::Trie, key) = haskey(t, key) ? get(t, key, nothing) : throw(KeyError(key))
function Base.keys(t::Trie, prefix = "", found = String[])
    t.value === nothing || push!(found, prefix)
    for c in sort!(collect(keys(t.children)))
        keys(t.children[c], prefix * c, found)
    end
    return found
end
Base.length(t::Trie) = length(keys(t))
Base.in(key, t::Trie) = haskey(t, key)
complete(t, prefix) = (s = subtrie(t, prefix); s === nothing ? String[] : keys(s, prefix))
t = Trie{Int}("amy" => 56, "ann" => 15, "emma" => 30, "rob" => 27, "roger" => 52, "ro" => 1)
println(keys(t), " ", length(t), " ", "ro" in t, "r" in t, " ", t["emma"], " ", get(t, "zoe", -1))
println(complete(t, "ro"), complete(t, "z"), complete(t, ""), complete(t, "amy"))
t["ann"] = 16
try
    t["anna"]
catch e
    println(e)
end
try
    t["x"] = "text"
catch e
    println(typeof(e), " ", haskey(t, "x"))
end
println(t["ann"], " ", sum(t[k] for k in keys(t)))

suffix_array(s) = sort(collect(eachindex(s)), by = i -> SubString(s, i))
function longest_repeat(s)
    sa = suffix_array(s)
    best = ""
    for k in 2:length(sa)
        a, b = s[sa[k-1]:end], s[sa[k]:end]
        n = 0
        while n < min(length(a), length(b)) && a[n+1] == b[n+1]
            n += 1
        end
        n > length(best) && (best = a[1:n])
    end
    return best
end
println(suffix_array("banana"), " ", longest_repeat("banana"), " ", repr(longest_repeat("abc")), " ", longest_repeat("to be or not to be"))
occurrences(s, pattern) = [first(r) for r in findall(pattern, s)]
println(occurrences("abracadabra", "abra"), " ", occurrences("aaaa", "aa"), " ", findall(r"a.a", "banana abba"))

struct SparseVec{T} <: AbstractVector{T}
    n::Int
    entries::Dict{Int,T}
end
SparseVec{T}(n) where {T} = SparseVec{T}(n, Dict{Int,T}())
Base.size(v::SparseVec) = (v.n,)
Base.getindex(v::SparseVec{T}, i::Int) where {T} = (checkbounds(v, i); get(v.entries, i, zero(T)))
function Base.setindex!(v::SparseVec, x, i::Int)
    checkbounds(v, i)
    iszero(x) ? delete!(v.entries, i) : (v.entries[i] = x)
    return v
end
v = SparseVec{Float64}(6)
v[2] = 1.5
v[5] = -2
v[3] = 0
println(v, " ", length(v.entries), " ", sum(v), " ", maximum(v), " ", findall(!iszero, v), " ", v[2:3], " ", v .* 2, " ", collect(v) == v)
println([x for x in v if x != 0], " ", v' * v, " ", map(abs, v), " ", reverse(v), " ", v == [0, 1.5, 0, 0, -2, 0], " ", eltype(v), " ", argmin(v))
try
    v[7] = 1
catch e
    println(e isa BoundsError, " ", e.i)
end

overlapping(ranges) = [(i, j) for i in eachindex(ranges) for j in i+1:length(ranges) if !isempty(intersect(ranges[i], ranges[j]))]
function merge_ranges(ranges)
    out = UnitRange{Int}[]
    for r in sort(ranges, by = first)
        if !isempty(out) && first(r) <= last(out[end]) + 1
            out[end] = first(out[end]):max(last(out[end]), last(r))
        else
            push!(out, r)
        end
    end
    return out
end
rs = [8:10, 1:3, 2:6, 15:18, 17:20]
println(overlapping(rs), " ", merge_ranges(rs), " ", sum(length, merge_ranges(rs)), " ", merge_ranges(UnitRange{Int}[]))
