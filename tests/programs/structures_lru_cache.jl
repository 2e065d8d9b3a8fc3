# A cache that forgets what was used longest ago.
mutable struct Cache{K,V}
    capacity::Int
    data::Dict{K,V}
    order::Vector{K}
    hits::Int
    misses::Int
    Cache{K,V}(capacity) where {K,V} = new{K,V}(capacity, Dict{K,V}(), K[], 0, 0)
end
function touch!(c::Cache, k)
    filter!(!isequal(k), c.order)
    push!(c.order, k)
end
function Base.get!(f::Function, c::Cache, k)
    if haskey(c.data, k)
        c.hits += 1
        touch!(c, k)
        return c.data[k]
    end
    c.misses += 1
    v = f()
    if length(c.data) == c.capacity
        delete!(c.data, popfirst!(c.order))
    end
    c.data[k] = v
    touch!(c, k)
    v
end
Base.length(c::Cache) = length(c.data)
Base.keys(c::Cache) = c.order
c = Cache{Int,String}(3)
slow(n) = string("value of ", n)
for k in (1, 2, 3, 1, 4, 2, 5, 1, 1)
    v = get!(() -> slow(k), c, k)
    println(k, " ", v, " ", keys(c))
end
println(c.hits, " hits, ", c.misses, " misses, ", length(c))
function memoize(f)
    known = Dict{Any,Any}()
    (args...) -> get!(() -> f(args...), known, args)
end
calls = 0
function costly(a, b)
    global calls += 1
    a * 10 + b
end
fast = memoize(costly)
println([fast(a, b) for a in 1:2, b in 1:2], " ", fast(1, 1), " ", fast(2, 2), " calls ", calls)
r = get!(c, 77) do
    "from a block"
end
println(r, " ", haskey(c.data, 77))
