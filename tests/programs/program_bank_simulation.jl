# Customers at counters: events in time order, queues, statistics; an own generator of numbers.
mutable struct Generator
    state::Int
end
draw!(g::Generator, n) = (g.state = (g.state * 1103515245 + 12345) % 2147483648; g.state ÷ 65536 % n)
struct Event
    time::Int
    kind::Symbol
    customer::Int
end
Base.isless(a::Event, b::Event) = (a.time, a.customer) < (b.time, b.customer)
function simulate(; customers, counters, seed=1)
    g = Generator(seed)
    events = Event[]
    t = 0
    for c in 1:customers
        t += 1 + draw!(g, 4)
        push!(events, Event(t, :arrive, c))
    end
    free = counters
    waiting = Int[]
    arrived = Dict{Int,Int}()
    waits = Int[]
    served_at = Int[]
    longest = 0
    while !isempty(events)
        sort!(events)
        e = popfirst!(events)
        if e.kind === :arrive
            arrived[e.customer] = e.time
            push!(waiting, e.customer)
        else
            free += 1
            push!(served_at, e.time)
        end
        while free > 0 && !isempty(waiting)
            c = popfirst!(waiting)
            free -= 1
            push!(waits, e.time - arrived[c])
            push!(events, Event(e.time + 3 + draw!(g, 6), :leave, c))
        end
        longest = max(longest, length(waiting))
    end
    (mean_wait = sum(waits) / length(waits), max_wait = maximum(waits), longest_queue = longest, finished = maximum(served_at))
end
for counters in 1:3
    r = simulate(customers=40, counters=counters)
    println(counters, " counters: mean wait ", round(r.mean_wait, digits=2), ", max ", r.max_wait, ", queue ", r.longest_queue, ", end ", r.finished)
end
println(simulate(customers=5, counters=1, seed=7) == simulate(customers=5, counters=1, seed=7), " ", keys(simulate(customers=1, counters=1)))
histogram(values, width) = (d = Dict{Int,Int}(); for v in values; k = v ÷ width; d[k] = get(d, k, 0) + 1; end; [(k * width, d[k]) for k in sort(collect(keys(d)))])
g = Generator(99)
rolls = [draw!(g, 6) + draw!(g, 6) + 2 for _ in 1:500]
for (lo, n) in histogram(rolls, 2)
    println(lpad(lo, 2), "-", rpad(lo + 1, 2), " ", "#"^(n ÷ 5))
end
println(sum(rolls), " ", extrema(rolls))
