# Tasks in breadth: order of turns, channels with and without buffers, failures, locks, conditions, sleeping, recursion.
order = String[]
note(x) = push!(order, string(x))
a = @async begin
    note("a1")
    yield()
    note("a2")
    yield()
    note("a3")
    :a
end
b = @async begin
    note("b1")
    yield()
    note("b2")
    :b
end
note("main")
println(fetch(a), " ", fetch(b), " ", join(order, " "))
# A chain of filters: each prime has a task that drops its multiples.
function primes_by_tasks(n)
    source = Channel{Int}(0) do c
        for i in 2:10^6
            put!(c, i)
        end
    end
    found = Int[]
    for _ in 1:n
        p = take!(source)
        push!(found, p)
        input = source
        source = Channel{Int}(0) do c
            for x in input
                x % p == 0 || put!(c, x)
            end
        end
    end
    found
end
println(primes_by_tasks(12))
# Buffered: the producer runs ahead until the buffer is full.
trace = String[]
jobs = Channel{Int}(2)
producer = @async begin
    for i in 1:5
        put!(jobs, i)
        push!(trace, "p$i")
    end
    close(jobs)
end
for j in jobs
    push!(trace, "c$j")
end
println(join(trace, " "))
# Workers that share a channel of jobs and answer on another one.
function pool(n, work)
    jobs, results = Channel{Int}(32), Channel{Tuple{Int,Int}}(32)
    for w in 1:n
        @async for x in jobs
            put!(results, (x, x^2))
        end
    end
    foreach(x -> put!(jobs, x), work)
    close(jobs)
    sort([take!(results) for _ in work])
end
println(pool(3, 1:6))
# Failures: in a task, in a channel's task, in several at once.
t = @async error("inside")
try
    fetch(t)
catch e
    println(typeof(e), " ", e.task === t, " ", istaskfailed(t), " ", istaskdone(t), " ", t.exception isa ErrorException)
end
bad = Channel{Int}(1) do c
    put!(c, 1)
    throw(DomainError(2, "no"))
end
println(take!(bad))
try
    take!(bad)
catch e
    println(typeof(e))
end
try
    @sync begin
        @async error("one")
        @async 1 + 1
        @async throw(ArgumentError("two"))
    end
catch e
    println(typeof(e), " ", length(e.exceptions), " ", [typeof(x) for x in e.exceptions])
end
# Exceptions are each task's own.
function guarded(n)
    try
        n == 0 && throw(KeyError(:k))
        yield()
        guarded(n - 1)
    catch e
        yield()
        rethrow()
    end
end
ts = [@async(try guarded(k) catch e; typeof(e) end) for k in 1:3]
println(map(fetch, ts))
# A lock holds others off while its holder yields.
l = ReentrantLock()
counter = Ref(0)
function careful()
    lock(l) do
        x = counter[]
        yield()
        counter[] = x + 1
    end
end
@sync for _ in 1:10
    @async careful()
end
println(counter[], " ", islocked(l), " ", trylock(l), " ", unlock(l) === nothing)
# Conditions carry values; several wait.
c = Condition()
waiters = [@async (i, wait(c)) for i in 1:3]
yield()
println(notify(c, "go"), " ", [fetch(w) for w in waiters])
# Those who sleep less wake first.
woken = Int[]
@sync for ms in (60, 20, 40)
    @async begin
        sleep(ms / 1000)
        push!(woken, ms)
    end
end
println(woken)
# Deep recursion on a task's own stack, and data that only a waiting task holds.
depth(n) = n == 0 ? 0 : 1 + depth(n - 1)
println(fetch(@async depth(2000)))
holders = map(1:20) do i
    gate = Channel{Int}(0)
    task = @async begin
        data = [string(i, "-", j) for j in 1:50]
        extra = take!(gate)
        string(data[end], ":", length(data) + extra)
    end
    (gate, task)
end
yield()
junk = [collect(1:1000) for _ in 1:200]
foreach(h -> put!(h[1], 1), holders)
println(fetch(holders[1][2]), " ", fetch(holders[20][2]), " ", sum(length, junk))
t = Task(() -> 6 * 7)
println(istaskstarted(t), " ", istaskdone(t), " ", fetch(schedule(t)), " ", istaskdone(t), " ", current_task() isa Task)
x = 5
u = @async $x + 1
x = 100
println(fetch(u), " ", asyncmap(v -> v^2, 1:5), " ", fetch(3), " ", timedwait(() -> true, 1.0))
ch = Channel(3)
put!(ch, 1); put!(ch, "two"); push!(ch, 3.0)
println(isready(ch), " ", isopen(ch), " ", fetch(ch), " ", take!(ch), " ", popfirst!(ch), " ", take!(ch), " ", isready(ch), " ", isempty(ch), " ", eltype(ch), " ", eltype(Channel{Int}(1)))
close(ch)
try
    put!(ch, 1)
catch e
    println(e.msg, " ", e.state, " ", isopen(ch))
end
println(task_local_storage(:name, "n") do
    task_local_storage(:name)
end)
numbers = Channel{Int}(10)
foreach(i -> put!(numbers, i), 1:4)
close(numbers)
println(collect(numbers), " ", sum(x for x in Channel(c -> foreach(i -> put!(c, i), 1:10))))
atom = Threads.Atomic{Int}(5)
println(Threads.atomic_add!(atom, 3), " ", atom[], " ", Threads.atomic_cas!(atom, 8, 1), " ", atom[], " ", Threads.atomic_max!(atom, 7), " ", atom[], " ", Threads.nthreads() >= 1, " ", Threads.threadid())
total = Threads.Atomic{Int}(0)
Threads.@threads for i in 1:100
    Threads.atomic_add!(total, i)
end
println(total[], " ", fetch(Threads.@spawn 1 + 2))
