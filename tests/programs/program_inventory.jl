# An inventory with orders, reports, and errors: structs, dictionaries, keyword arguments, formatting.
abstract type Item end
struct Product <: Item
    sku::String
    name::String
    price::Int
end
struct Bundle <: Item
    sku::String
    parts::Vector{Pair{Product,Int}}
end
price(p::Product) = p.price
price(b::Bundle) = round(Int, 0.9 * sum(price(p) * n for (p, n) in b.parts))
label(p::Product) = p.name
label(b::Bundle) = join(["$(n)x $(p.name)" for (p, n) in b.parts], " + ")
struct OutOfStock <: Exception
    sku::String
    wanted::Int
    have::Int
end
Base.showerror(io::IO, e::OutOfStock) = print(io, "only $(e.have) of $(e.sku), wanted $(e.wanted)")
mutable struct Warehouse
    items::Dict{String,Item}
    stock::Dict{String,Int}
    events::Vector{Tuple{Symbol,String,Int}}
end
Warehouse() = Warehouse(Dict{String,Item}(), Dict{String,Int}(), Tuple{Symbol,String,Int}[])
function stock!(w::Warehouse, item::Item; count=0)
    w.items[item.sku] = item
    w.stock[item.sku] = get(w.stock, item.sku, 0) + count
    push!(w.events, (:stock, item.sku, count))
    w
end
available(w, p::Product) = get(w.stock, p.sku, 0)
available(w, b::Bundle) = minimum(available(w, p) ÷ n for (p, n) in b.parts)
function take!(w::Warehouse, p::Product, n)
    available(w, p) >= n || throw(OutOfStock(p.sku, n, available(w, p)))
    w.stock[p.sku] -= n
    push!(w.events, (:take, p.sku, n))
end
function take!(w::Warehouse, b::Bundle, n)
    available(w, b) >= n || throw(OutOfStock(b.sku, n, available(w, b)))
    for (p, k) in b.parts
        take!(w, p, k * n)
    end
end
function order!(w::Warehouse, lines...; discount=0)
    total = 0
    for (sku, n) in lines
        item = w.items[sku]
        take!(w, item, n)
        total += n * price(item)
    end
    total - total * discount ÷ 100
end
euros(cents) = string(cents ÷ 100, ".", lpad(cents % 100, 2, '0'))
pen, pad, cup = Product("P1", "pen", 150), Product("P2", "pad", 425), Product("C1", "cup", 999)
w = Warehouse()
stock!(w, pen, count=20)
stock!(w, pad, count=5)
stock!(stock!(w, cup), Bundle("B1", [pen => 2, pad => 1]))
println(euros(order!(w, "P1" => 3)), " ", euros(order!(w, "B1" => 2, "P2" => 1; discount=10)))
for attempt in (["C1" => 1], ["B1" => 4], ["XX" => 1], ["P2" => 2])
    try
        println(euros(order!(w, attempt...)))
    catch e
        println(e isa KeyError ? "unknown $(e.key)" : sprint(showerror, e))
    end
end
for sku in sort(collect(keys(w.items)))
    item = w.items[sku]
    println(rpad(sku, 4), rpad(label(item), 20), lpad(euros(price(item)), 7), lpad(available(w, item), 4), "  ", nameof(typeof(item)))
end
println(length(w.events), " ", w.events[end], " ", sum(n for (kind, _, n) in w.events if kind === :take), " ", Dict(k => count(e -> e[1] === k, w.events) for k in (:stock, :take))[:take])
