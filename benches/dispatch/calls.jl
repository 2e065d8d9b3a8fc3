# What a dynamic call costs: nanoseconds a call at one site that sees one type, and at one that sees four. The function
# has more methods than any compiler splits a call into, so that every call is really looked up when it runs.
struct A; x::Int; end
struct B; x::Int; end
struct C; x::Int; end
struct D; x::Int; end
struct E; x::Int; end
struct F; x::Int; end
weight(a::A) = a.x + 1
weight(a::B) = a.x + 2
weight(a::C) = a.x + 3
weight(a::D) = a.x + 4
weight(a::E) = a.x + 5
weight(a::F) = a.x + 6
function total(items, rounds)
    s = 0
    for r in 1:rounds
        for i in 1:length(items)
            s += weight(items[i])::Int
        end
    end
    s
end
function measure(items, rounds)
    result = total(items, 1)
    best = 1.0e9
    for i in 1:5
        start = time()
        result = total(items, rounds)
        best = min(best, (time() - start) * 1.0e9 / (rounds * length(items)))
    end
    println(result, " ", best)
end
one = Any[]
four = Any[]
for i in 1:1000
    push!(one, A(i))
    k = i % 4
    push!(four, k == 0 ? A(i) : k == 1 ? B(i) : k == 2 ? C(i) : D(i))
end
measure(one, 2000)
measure(four, 2000)
