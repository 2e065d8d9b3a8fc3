# A scheduler for jobs with priorities and dependencies: a heap, a topological order, a simulation of workers.
struct Job
    name::String
    cost::Int
    priority::Int
    needs::Vector{String}
end
Job(name, cost; priority = 0, needs = String[]) = Job(name, cost, priority, needs)

mutable struct Heap{T,F}
    items::Vector{T}
    before::F
end
Heap{T}(before) where {T} = Heap{T,typeof(before)}(T[], before)
Base.isempty(h::Heap) = isempty(h.items)
Base.length(h::Heap) = length(h.items)
function Base.push!(h::Heap, x)
    push!(h.items, x)
    i = length(h.items)
    while i > 1 && h.before(h.items[i], h.items[i>>1])
        h.items[i], h.items[i>>1] = h.items[i>>1], h.items[i]
        i >>= 1
    end
    return h
end
function Base.pop!(h::Heap)
    isempty(h) && throw(ArgumentError("heap must be non-empty"))
    top = h.items[1]
    last = pop!(h.items)
    if !isempty(h.items)
        h.items[1] = last
        i = 1
        while true
            c = 2i
            c > length(h.items) && break
            c < length(h.items) && h.before(h.items[c+1], h.items[c]) && (c += 1)
            h.before(h.items[c], h.items[i]) || break
            h.items[c], h.items[i] = h.items[i], h.items[c]
            i = c
        end
    end
    return top
end

struct CycleError <: Exception
    names::Vector{String}
end
Base.showerror(io::IO, e::CycleError) = print(io, "CycleError: jobs wait for each other: ", join(sort(e.names), ", "))

function schedule(jobs::Vector{Job}, workers::Int)
    byname = Dict(j.name => j for j in jobs)
    waiting = Dict(j.name => Set(j.needs) for j in jobs)
    before(a, b) = (-a.priority, a.name) < (-b.priority, b.name)
    ready = Heap{Job}(before)
    for j in jobs
        isempty(j.needs) && push!(ready, j)
    end
    running = Tuple{Int,String}[]
    clock = 0
    log = Tuple{Int,Symbol,String}[]
    done = 0
    while !isempty(ready) || !isempty(running)
        while !isempty(ready) && length(running) < workers
            j = pop!(ready)
            push!(running, (clock + j.cost, j.name))
            push!(log, (clock, :start, j.name))
        end
        sort!(running)
        clock, name = popfirst!(running)
        push!(log, (clock, :finish, name))
        done += 1
        for (other, needs) in sort(collect(waiting), by = first)
            if name in needs
                delete!(needs, name)
                isempty(needs) && push!(ready, byname[other])
            end
        end
    end
    done == length(jobs) || throw(CycleError([n for (n, s) in waiting if !isempty(s)]))
    return clock, log
end

jobs = [
    Job("fetch", 3), Job("configure", 1, priority = 5), Job("compile", 7, needs = ["fetch", "configure"]),
    Job("docs", 4, needs = ["fetch"]), Job("test", 5, priority = 2, needs = ["compile"]),
    Job("package", 2, needs = ["compile", "docs"]), Job("publish", 1, needs = ["package", "test"]),
]
for workers in 1:3
    total, log = schedule(jobs, workers)
    println("workers: ", workers, ", time: ", total)
    workers == 2 && foreach(e -> println(lpad(e[1], 4), " ", rpad(e[2], 7), e[3]), log)
end
try
    schedule([Job("a", 1, needs = ["b"]), Job("b", 1, needs = ["a"]), Job("c", 1)], 2)
catch e
    e isa CycleError || rethrow()
    showerror(stdout, e)
    println()
end
h = Heap{Int}(>)
foreach(x -> push!(h, x), [5, 2, 9, 1, 7])
println([pop!(h) for _ in 1:length(h)], " ", isempty(h))
try
    pop!(h)
catch e
    println(e)
end
