# A binary heap with its own ordering, used as a priority queue and to sort.
struct Heap{T,F}
    items::Vector{T}
    before::F
end
Heap{T}(before=isless) where {T} = Heap{T,typeof(before)}(T[], before)
Base.length(h::Heap) = length(h.items)
Base.isempty(h::Heap) = isempty(h.items)
function Base.push!(h::Heap, x)
    push!(h.items, x)
    i = length(h)
    while i > 1
        p = i ÷ 2
        h.before(h.items[i], h.items[p]) || break
        h.items[i], h.items[p] = h.items[p], h.items[i]
        i = p
    end
    h
end
function Base.pop!(h::Heap)
    isempty(h) && throw(ArgumentError("heap must not be empty"))
    top = h.items[1]
    last = pop!(h.items)
    isempty(h) && return top
    h.items[1] = last
    i = 1
    while 2i <= length(h)
        c = 2i
        if c < length(h) && h.before(h.items[c+1], h.items[c])
            c += 1
        end
        h.before(h.items[c], h.items[i]) || break
        h.items[i], h.items[c] = h.items[c], h.items[i]
        i = c
    end
    top
end
Base.first(h::Heap) = h.items[1]
function heapsort(v; by=identity, rev=false)
    h = Heap{eltype(v)}((a, b) -> rev ? isless(by(b), by(a)) : isless(by(a), by(b)))
    foreach(x -> push!(h, x), v)
    [pop!(h) for _ in 1:length(v)]
end
println(heapsort([5, 2, 8, 1, 9, 3]), " ", heapsort([5, 2, 8], rev=true), " ", heapsort(["ccc", "a", "bb"], by=length))
q = Heap{Tuple{Int,String}}()
push!(q, (3, "write tests"))
push!(q, (1, "fix crash"))
push!(q, (2, "review"))
push!(q, (1, "answer mail"))
println(first(q), " ", length(q))
while !isempty(q)
    priority, task = pop!(q)
    println(priority, ": ", task)
end
try
    pop!(q)
catch err
    println(err.msg)
end
h = Heap{Float64}(>)
for x in (0.5, 2.25, -1.0)
    push!(h, x)
end
println(pop!(h), " ", pop!(h), " ", length(h))
