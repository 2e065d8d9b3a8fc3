# Kruskal's spanning tree with a disjoint-set forest.
struct Edge
    from::Int
    to::Int
    weight::Float64
end
Base.isless(a::Edge, b::Edge) = isless(a.weight, b.weight)
Base.show(io::IO, e::Edge) = print(io, e.from, "—", e.to, "(", e.weight, ")")
struct Forest
    parent::Vector{Int}
    rank::Vector{Int}
end
Forest(n::Integer) = Forest(collect(1:n), zeros(Int, n))
function root!(f::Forest, i)
    while f.parent[i] != i
        f.parent[i] = f.parent[f.parent[i]]
        i = f.parent[i]
    end
    i
end
function unite!(f::Forest, a, b)
    a, b = root!(f, a), root!(f, b)
    a == b && return false
    if f.rank[a] < f.rank[b]
        a, b = b, a
    end
    f.parent[b] = a
    f.rank[a] == f.rank[b] && (f.rank[a] += 1)
    return true
end
function kruskal(n, edges)
    f = Forest(n)
    [e for e in sort(edges) if unite!(f, e.from, e.to)]
end
edges = [Edge(1, 2, 7.0), Edge(1, 4, 5.0), Edge(2, 3, 8.0), Edge(2, 4, 9.0), Edge(2, 5, 7.5), Edge(3, 5, 5.25),
         Edge(4, 5, 15.0), Edge(4, 6, 6.0), Edge(5, 6, 8.5), Edge(5, 7, 9.5), Edge(6, 7, 11.0)]
tree = kruskal(7, edges)
println(join(tree, ", "))
println("weight ", sum(e.weight for e in tree), ", ", length(tree), " edges")
println(minimum(edges), " ", maximum(edges), " ", Edge(1, 2, 3) < Edge(3, 4, 5))
degree = zeros(Int, 7)
for e in tree
    degree[e.from] += 1
    degree[e.to] += 1
end
println(degree, " leaves: ", findall(==(1), degree))
f = Forest(5)
println(unite!(f, 1, 2), unite!(f, 3, 4), unite!(f, 2, 4), unite!(f, 1, 3), " ", length(Set(root!(f, i) for i in 1:5)))
adjacency = zeros(Int, 7, 7)
for e in edges
    adjacency[e.from, e.to] = adjacency[e.to, e.from] = 1
end
println(sum(adjacency, dims=1)[1, :], " ", adjacency == adjacency')
