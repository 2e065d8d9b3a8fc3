# Breadth first, depth first, Dijkstra, topological order over adjacency dictionaries.
const GRAPH = Dict("A" => ["B", "C"], "B" => ["D"], "C" => ["D", "E"], "D" => ["F"], "E" => ["F"], "F" => String[])
function bfs(graph, start, goal)
    queue = [[start]]
    seen = Set([start])
    while !isempty(queue)
        path = popfirst!(queue)
        path[end] == goal && return path
        for next in graph[path[end]]
            if !(next in seen)
                push!(seen, next)
                push!(queue, vcat(path, next))
            end
        end
    end
    nothing
end
function dfs!(visit, graph, node, seen=Set{String}())
    node in seen && return
    push!(seen, node)
    visit(node)
    foreach(n -> dfs!(visit, graph, n, seen), graph[node])
end
function topological(graph)
    order = String[]
    state = Dict{String,Symbol}()
    function go(n)
        s = get(state, n, :new)
        s === :done && return
        s === :open && error("cycle through $n")
        state[n] = :open
        for m in graph[n]
            go(m)
        end
        state[n] = :done
        pushfirst!(order, n)
    end
    for n in sort(collect(keys(graph)))
        go(n)
    end
    order
end
println(bfs(GRAPH, "A", "F"), " ", bfs(GRAPH, "B", "C"))
trail = String[]
dfs!(GRAPH, "A") do node
    push!(trail, node)
end
println(join(trail, " -> "))
println(topological(GRAPH))
try
    topological(Dict("X" => ["Y"], "Y" => ["X"]))
catch e
    println(e.msg)
end
function dijkstra(weights, source)
    dist = Dict(source => 0)
    done = Set{Symbol}()
    while true
        best = nothing
        for (n, d) in dist
            if !(n in done) && (best === nothing || d < dist[best] || (d == dist[best] && n < best))
                best = n
            end
        end
        best === nothing && break
        push!(done, best)
        for (n, w) in get(weights, best, Pair{Symbol,Int}[])
            d = dist[best] + w
            if d < get(dist, n, typemax(Int))
                dist[n] = d
            end
        end
    end
    dist
end
roads = Dict(:a => [:b => 7, :c => 9, :f => 14], :b => [:c => 10, :d => 15], :c => [:d => 11, :f => 2], :d => [:e => 6], :f => [:e => 9])
d = dijkstra(roads, :a)
for n in sort(collect(keys(d)))
    println(n, ": ", d[n])
end
function components(edges, n)
    parent = collect(1:n)
    root(i) = parent[i] == i ? i : (parent[i] = root(parent[i]))
    for (a, b) in edges
        parent[root(a)] = root(b)
    end
    length(unique(root.(1:n)))
end
println(components([(1, 2), (3, 4), (2, 5)], 7))
