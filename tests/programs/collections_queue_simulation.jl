# Vectors as queues and deques, circular buffers, the Josephus circle, card games, sliding windows.
function josephus(n, k)
    people = collect(1:n)
    out = Int[]
    i = 1
    while !isempty(people)
        i = mod1(i + k - 1, length(people))
        push!(out, people[i])
        deleteat!(people, i)
    end
    return out
end
println(josephus(7, 3), " ", josephus(41, 3)[end], " ", josephus(1, 9))

mutable struct Ring{T}
    data::Vector{T}
    head::Int
    count::Int
    Ring{T}(capacity::Integer) where {T} = new{T}(Vector{T}(undef, capacity), 1, 0)
end
capacity(r::Ring) = length(r.data)
Base.length(r::Ring) = r.count
Base.eltype(::Type{Ring{T}}) where {T} = T
function Base.push!(r::Ring, x)
    r.data[mod1(r.head + r.count, capacity(r))] = x
    if r.count < capacity(r)
        r.count += 1
    else
        r.head = mod1(r.head + 1, capacity(r))
    end
    return r
end
function Base.popfirst!(r::Ring)
    r.count == 0 && throw(ArgumentError("ring is empty"))
    x = r.data[r.head]
    r.head = mod1(r.head + 1, capacity(r))
    r.count -= 1
    return x
end
Base.getindex(r::Ring, i::Int) = 1 <= i <= r.count ? r.data[mod1(r.head + i - 1, capacity(r))] : throw(BoundsError(r.data, i))
Base.iterate(r::Ring, i = 1) = i > r.count ? nothing : (r[i], i + 1)
r = Ring{Int}(3)
for x in 1:5
    push!(r, x)
end
println(collect(r), " ", sum(r), " ", maximum(r), " ", popfirst!(r), " ", collect(r), " ", [x^2 for x in r], " ", 4 in r)
try
    r[3]
catch e
    println(e)
end
e2 = try
    popfirst!(Ring{String}(1))
catch e
    e
end
println(e2, " ", eltype(r), " ", map(string, r))

function war(a, b; limit = 200)
    a, b = copy(a), copy(b)
    rounds = 0
    while !isempty(a) && !isempty(b) && rounds < limit
        rounds += 1
        x, y = popfirst!(a), popfirst!(b)
        x > y ? append!(a, (x, y)) : append!(b, [y, x])
    end
    winner = isempty(b) ? a : b
    return rounds, sum(i * c for (i, c) in enumerate(reverse(winner)))
end
println(war([9, 2, 6, 3, 1], [5, 8, 4, 7, 10]))

function sliding_maximum(v, k)
    out = eltype(v)[]
    q = Int[]
    for i in eachindex(v)
        while !isempty(q) && v[last(q)] <= v[i]
            pop!(q)
        end
        push!(q, i)
        first(q) <= i - k && popfirst!(q)
        i >= k && push!(out, v[first(q)])
    end
    return out
end
println(sliding_maximum([1, 3, -1, -3, 5, 3, 6, 7], 3), " ", [maximum(view([4, 2, 8, 1], i:i+1)) for i in 1:3])
q = [3, 4]
pushfirst!(q, 1, 2)
insert!(q, 3, 99)
println(q, " ", splice!(q, 3), " ", q, " ", splice!(q, 2:3, [7, 8, 9]), " ", q)
append!(q, 10:12)
println(q, " ", pop!(q), popfirst!(q), " ", deleteat!(q, [1, 3]), " ", resize!(q, 2), " ", empty!(q), " ", isempty(q))
prepend!(q, [5, 6])
println(q, " ", filter!(isodd, q), " ", circshift(1:5, 2), " ", circshift([1, 2, 3], -1), " ", reverse!([1, 2, 3]), " ", rotl90([1 2; 3 4]))
hot = [(name = "ann", left = 2), (name = "bob", left = 3), (name = "cid", left = 1)]
queue = copy(hot)
order = String[]
while !isempty(queue)
    job = popfirst!(queue)
    push!(order, job.name)
    job.left > 1 && push!(queue, merge(job, (left = job.left - 1,)))
end
println(join(order, " → "), " ", hot[1])
println([v for v in Iterators.partition(1:7, 3)], " ", collect(Iterators.take(Iterators.cycle([1, 2, 3]), 7)))
