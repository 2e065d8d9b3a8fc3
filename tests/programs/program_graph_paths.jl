# Shortest paths and spanning trees on weighted graphs.
struct Edge{W<:Real}
    from::Int
    to::Int
    weight::W
end
Base.isless(a::Edge, b::Edge) = a.weight < b.weight
Base.show(io::IO, e::Edge) = print(io, e.from, "-", e.to, "(", e.weight, ")")

abstract type AbstractGraph end
struct Graph{W} <: AbstractGraph
    n::Int
    edges::Vector{Edge{W}}
    adjacent::Vector{Vector{Pair{Int,W}}}
    function Graph(n::Int, edges::Vector{Edge{W}}) where {W}
        adjacent = [Pair{Int,W}[] for _ in 1:n]
        for e in edges
            1 <= e.from <= n && 1 <= e.to <= n || throw(ArgumentError("no such node in $e"))
            push!(adjacent[e.from], e.to => e.weight)
            push!(adjacent[e.to], e.from => e.weight)
        end
        new{W}(n, edges, adjacent)
    end
end
nodes(g::Graph) = 1:g.n
neighbours(g::Graph, v) = (first(p) for p in g.adjacent[v])

function dijkstra(g::Graph{W}, source) where {W}
    dist = fill(typemax(W), g.n)
    previous = zeros(Int, g.n)
    dist[source] = zero(W)
    open = Set(nodes(g))
    while !isempty(open)
        v = argmin(Dict(u => dist[u] for u in open))
        delete!(open, v)
        dist[v] == typemax(W) && break
        for (u, w) in g.adjacent[v]
            d = dist[v] + w
            if d < dist[u]
                dist[u] = d
                previous[u] = v
            end
        end
    end
    return dist, previous
end

function path_to(previous, v)
    path = [v]
    while previous[v] != 0
        v = previous[v]
        pushfirst!(path, v)
    end
    return path
end

function floyd(g::Graph{W}) where {W}
    big = typemax(W) ÷ 4
    d = [i == j ? zero(W) : big for i in nodes(g), j in nodes(g)]
    for e in g.edges
        d[e.from, e.to] = d[e.to, e.from] = min(d[e.from, e.to], e.weight)
    end
    for k in nodes(g), i in nodes(g), j in nodes(g)
        d[i, j] = min(d[i, j], d[i, k] + d[k, j])
    end
    return d
end

function kruskal(g::Graph)
    parent = collect(nodes(g))
    find(x) = parent[x] == x ? x : (parent[x] = find(parent[x]))
    tree = eltype(g.edges)[]
    for e in sort(g.edges)
        a, b = find(e.from), find(e.to)
        if a != b
            parent[a] = b
            push!(tree, e)
        end
    end
    return tree
end

function components(g)
    label = zeros(Int, g.n)
    count = 0
    for v in nodes(g)
        label[v] == 0 || continue
        count += 1
        stack = [v]
        while !isempty(stack)
            u = pop!(stack)
            label[u] == 0 || continue
            label[u] = count
            append!(stack, neighbours(g, u))
        end
    end
    return count, label
end

edges = [Edge(1, 2, 7), Edge(1, 3, 9), Edge(1, 6, 14), Edge(2, 3, 10), Edge(2, 4, 15), Edge(3, 4, 11), Edge(3, 6, 2), Edge(4, 5, 6), Edge(5, 6, 9)]
g = Graph(6, edges)
dist, previous = dijkstra(g, 1)
println(dist, " ", [path_to(previous, v) for v in nodes(g)])
d = floyd(g)
println(d[1, :] == dist, " ", maximum(d), " ", d == d')
tree = kruskal(g)
println(tree, " total ", sum(e.weight for e in tree))
println(components(g))
split_graph = Graph(5, [Edge(1, 2, 0.5), Edge(4, 5, 0.25)])
println(components(split_graph), " ", typeof(split_graph) == Graph{Float64}, " ", dijkstra(split_graph, 4)[1])
println(minimum(edges), " ", maximum(edges), " ", sort(edges, rev = true)[1:3])
try
    Graph(2, [Edge(1, 3, 1)])
catch e
    println(e.msg)
end
println(Graph <: AbstractGraph, " ", sort!(collect(neighbours(g, 3))))
