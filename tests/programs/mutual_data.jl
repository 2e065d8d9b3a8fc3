# Vectors of structs and structs of vectors.
struct Item
    name::String
    price::Float64
    count::Int
end
mutable struct Cart
    items::Vector{Item}
    discount::Float64
end
Cart() = Cart(Item[], 0.0)
function add!(c::Cart, name, price, count = 1)
    push!(c.items, Item(name, price, count))
    c
end
total(c::Cart) = sum(i -> i.price * i.count, c.items) * (1 - c.discount)
c = Cart()
add!(c, "apple", 0.5, 4)
add!(add!(c, "bread", 2.25), "milk", 1, 2)
println(total(c))
c.discount = 0.5
println(total(c), " ", length(c.items))
for item in c.items
    println(item.name, ": ", item.count, " x ", item.price)
end
println(c.items[2])
println([i.name for i in c.items])
c.items[1] = Item("pear", 0.75, 1)
println(c.items[1].name, " ", total(c))
mutable struct Matrix2
    rows::Vector{Vector{Float64}}
end
m = Matrix2([[1, 2], [3, 4]])
m.rows[1][2] = 20
println(m.rows, " ", m.rows[2][1])
graph = [[2, 3], [4], [4], Int[]]
function reachable(graph, start)
    seen = fill(false, length(graph))
    stack = [start]
    order = Int[]
    while !isempty(stack)
        n = pop!(stack)
        seen[n] && continue
        seen[n] = true
        push!(order, n)
        append!(stack, graph[n])
    end
    order
end
println(reachable(graph, 1), " ", reachable(graph, 3))
