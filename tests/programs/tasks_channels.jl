# Tasks and channels: producers, consumers, @async and @sync, waiting, errors in tasks.
function producer(c::Channel)
    for n in 1:4
        put!(c, n^2)
    end
end
println(collect(Channel(producer)))
for x in Channel(producer)
    print(x, " ")
end
println()
c = Channel{Int}(2)
@async begin
    for i in 1:5
        put!(c, i)
    end
    close(c)
end
total = 0
for i in c
    global total += i
end
println(total, " ", isopen(c))
t = @task begin
    1 + 41
end
println(istaskstarted(t), " ", istaskdone(t))
schedule(t)
println(fetch(t), " ", istaskdone(t))
results = Dict{Int,Int}()
@sync for i in 1:4
    @async results[i] = i * 10
end
println([results[i] for i in 1:4])
log = String[]
@sync begin
    @async for i in 1:2
        push!(log, "a$i")
        yield()
    end
    @async for i in 1:2
        push!(log, "b$i")
        yield()
    end
end
println(log)
fibonacci = Channel{Int}(0) do ch
    a, b = 0, 1
    for _ in 1:10
        put!(ch, a)
        a, b = b, a + b
    end
end
println([take!(fibonacci) for _ in 1:5], " ", take!(fibonacci))
ch = Channel{String}(10)
put!(ch, "x")
put!(ch, "y")
println(isready(ch), " ", take!(ch), " ", fetch(ch), " ", take!(ch), " ", isready(ch))
close(ch)
try
    take!(ch)
catch e
    println(e isa InvalidStateException)
end
bad = @async error("inside")
try
    wait(bad)
catch e
    println(nameof(typeof(e)), " ", istaskfailed(bad))
end
done = Condition()
order = Int[]
waiter = @async begin
    wait(done)
    push!(order, 2)
end
yield()
push!(order, 1)
notify(done)
wait(waiter)
println(order)
