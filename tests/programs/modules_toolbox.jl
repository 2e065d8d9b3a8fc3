# A program in several modules that use each other: queue, scheduler, report.
module Queues
export Queue, enqueue!, dequeue!
mutable struct Queue{T}
    front::Vector{T}
    back::Vector{T}
    Queue{T}() where {T} = new{T}(T[], T[])
end
enqueue!(q::Queue, x) = (push!(q.back, x); q)
function dequeue!(q::Queue)
    if isempty(q.front)
        isempty(q.back) && throw(ArgumentError("queue is empty"))
        q.front = reverse(q.back)
        empty!(q.back)
    end
    pop!(q.front)
end
Base.length(q::Queue) = length(q.front) + length(q.back)
Base.isempty(q::Queue) = length(q) == 0
end
module Scheduling
using ..Queues
export Task2, Scheduler, add!, run_all!
struct Task2
    name::String
    cost::Int
end
struct Scheduler
    queue::Queue{Task2}
    quantum::Int
    log::Vector{String}
end
Scheduler(; quantum=2) = Scheduler(Queue{Task2}(), quantum, String[])
add!(s::Scheduler, name, cost) = (enqueue!(s.queue, Task2(name, cost)); s)
function run_all!(s::Scheduler)
    clock = 0
    while !isempty(s.queue)
        t = dequeue!(s.queue)
        step = min(t.cost, s.quantum)
        clock += step
        if t.cost > step
            enqueue!(s.queue, Task2(t.name, t.cost - step))
            push!(s.log, "$(lpad(clock, 3)) $(t.name) paused, $(t.cost - step) left")
        else
            push!(s.log, "$(lpad(clock, 3)) $(t.name) done")
        end
    end
    clock
end
end
module Reports
using ..Scheduling: Scheduler
summary_of(s::Scheduler) = (lines = length(s.log), done = count(l -> endswith(l, "done"), s.log))
end
using .Scheduling
s = Scheduler(quantum=3)
add!(s, "compile", 7)
add!(s, "link", 2)
add!(s, "test", 4)
println("total ", run_all!(s))
foreach(println, s.log)
r = Reports.summary_of(s)
println(r, " ", r.lines, " ", r.done)
q = Queues.Queue{Int}()
for i in 1:5
    Queues.enqueue!(q, i^2)
end
println(Queues.dequeue!(q), " ", Queues.dequeue!(q), " ", length(q))
Queues.enqueue!(q, 0)
println([Queues.dequeue!(q) for _ in 1:length(q)])
try
    Queues.dequeue!(q)
catch e
    println(e.msg)
end
