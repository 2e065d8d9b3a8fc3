# Tasks: functions with stacks of their own, which take turns. A queue holds those that can go on; one that waits is in
# the list of what it waits for, and is put in the queue when that comes about.

mutable struct Task
    code::Any
    number::Int
    state::Symbol
    result::Any
    # The value, or the exception, with which it goes on.
    message::Any
    is_error::Bool
    is_queued::Bool
    waiters::Vector{Task}
    storage::Any
    random::NTuple{5, UInt64}
    function Task(f)
        t = new(f, -1, :runnable, nothing, nothing, false, false, Array{Task, 1}(undef, 0), nothing, split_random())
        t
    end
    Task(f, size::Int) = Task(f)
end
mutable struct Scheduler
    current::Task
    main::Task
    queue::Vector{Task}
    sleepers::Vector{Pair{Int, Task}}
    function Scheduler()
        main = main_task()
        new(main, main, Array{Task, 1}(undef, 0), Array{Pair{Int, Task}, 1}(undef, 0))
    end
end
function main_task()
    t = Task(nothing)
    t.number = 0
    t
end
const SCHEDULER = Scheduler()
current_task() = SCHEDULER.current

struct TaskFailedException <: Exception
    task::Task
end
struct CompositeException <: Exception
    exceptions::Vector{Any}
    CompositeException() = new(Any[])
    CompositeException(exceptions) = new(exceptions)
end
length(c::CompositeException) = length(c.exceptions)
push!(c::CompositeException, e) = (push!(c.exceptions, e); c)
isempty(c::CompositeException) = isempty(c.exceptions)
iterate(c::CompositeException, state...) = iterate(c.exceptions, state...)
eltype(::Type{CompositeException}) = Any
function showerror(io::IO, e::TaskFailedException)
    print(io, "TaskFailedException\n\n    nested task error: ")
    showerror(io, e.task.result)
end
function showerror(io::IO, c::CompositeException)
    isempty(c) && return print(io, "CompositeException()\n")
    showerror(io, c.exceptions[1])
    left = length(c) - 1
    left > 0 && print(io, "\n\n...and ", left, " more exception", left > 1 ? "s" : "", ".\n")
    nothing
end
function show(io::IO, t::Task)
    print(io, "Task (", t.state, ") @0x", string(objectid(t), base=16, pad=16))
end
istaskstarted(t::Task) = t.number >= 0 || t.state !== :runnable
istaskdone(t::Task) = t.state !== :runnable
istaskfailed(t::Task) = t.state === :failed
function getproperty(t::Task, name::Symbol)
    name === :exception && return istaskfailed(t) ? getfield(t, :result) : nothing
    getfield(t, name)
end
task_local_storage() = (t = current_task(); t.storage === nothing && (t.storage = IdDict{Any, Any}()); t.storage)
task_local_storage(key) = task_local_storage()[key]
task_local_storage(key, value) = (task_local_storage()[key] = value)
function task_local_storage(body::Function, key, value)
    storage = task_local_storage()
    had = haskey(storage, key)
    old = had ? storage[key] : nothing
    storage[key] = value
    try
        body()
    finally
        had ? (storage[key] = old) : delete!(storage, key)
    end
end

# What a task's coroutine runs. It does not return: the last thing it does is to let another go on, for good.
function run_task(t::Task)
    try
        t.message = nothing
        t.is_error ? throw(t.result) : (t.result = t.code())
        t.state = :done
    catch e
        t.result = e
        t.state = :failed
    end
    for w in t.waiters
        enqueue(w)
    end
    empty!(t.waiters)
    go_on(next_task(), 1)
end
function enqueue(t::Task)
    t.is_queued = true
    push!(SCHEDULER.queue, t)
    nothing
end
# The next task that can go on; the program sleeps until there is one.
function next_task()
    s = SCHEDULER
    while true
        isempty(s.sleepers) || wake_sleepers()
        if !isempty(s.queue)
            t = popfirst!(s.queue)
            t.is_queued = false
            return t
        end
        if isempty(s.sleepers)
            # Nobody is left to wake another: the program itself hears of it.
            s.main.is_error = true
            s.main.message = ErrorException("deadlock: every task waits for another")
            return s.main
        end
        ns = s.sleepers[1].first - Core.runtime(:clock_ns, Int64)
        ns > 0 && (flush(stdout); Core.runtime(:sleep_ns, Nothing, ns))
    end
end
function wake_sleepers()
    now = Core.runtime(:clock_ns, Int64)
    while !isempty(SCHEDULER.sleepers) && SCHEDULER.sleepers[1].first <= now
        enqueue(popfirst!(SCHEDULER.sleepers).second)
    end
end
function go_on(t::Task, ends::Int)
    from = SCHEDULER.current
    t === from && return nothing
    from.random = random_words()
    SCHEDULER.current = t
    set_random_words(t.random)
    if t.number < 0
        t.number = Core.runtime(:task_new, Int64, () -> run_task(t))
    end
    Core.runtime(:task_switch, Nothing, t.number, ends)
end
# Lets others go on until this task is in the queue again and its turn comes.
function park()
    go_on(next_task(), 0)
    received(SCHEDULER.current)
end
function received(t::Task)
    message = t.message
    t.message = nothing
    if t.is_error
        t.is_error = false
        throw(message)
    end
    message
end

function schedule(t::Task)
    t.state === :runnable && !t.is_queued || error("schedule: Task not runnable")
    enqueue(t)
    t
end
function schedule(t::Task, message; error::Bool=false)
    t.state === :runnable && !t.is_queued || Base.error("schedule: Task not runnable")
    if error
        t.is_error = true
        t.number < 0 && (t.result = message)
    end
    t.message = message
    enqueue(t)
    t
end
function yield()
    enqueue(current_task())
    park()
end
# The other task goes on at once, this one in its turn.
function yield(t::Task, message=nothing)
    t.state === :runnable && !t.is_queued || error("schedule: Task not runnable")
    t.message = message
    enqueue(current_task())
    go_on(t, 0)
    received(SCHEDULER.current)
end
function yieldto(t::Task, message=nothing)
    t.state === :runnable || error("yieldto: Task not runnable")
    t.message = message
    go_on(t, 0)
    received(SCHEDULER.current)
end
wait() = park()

function wait_done(t::Task)
    t === current_task() && error("deadlock detected: cannot wait on current task")
    while t.state === :runnable
        push!(t.waiters, current_task())
        park()
    end
end
function wait(t::Task; throw::Bool=true)
    wait_done(t)
    throw && istaskfailed(t) && Base.throw(TaskFailedException(t))
    nothing
end
function fetch(t::Task)
    wait(t)
    t.result
end
fetch(x) = x
errormonitor(t::Task) = t

function sleep(seconds::Real)
    seconds < 0 && throw(ArgumentError("cannot sleep for $seconds seconds"))
    ns = round(Int64, seconds * 1000) * 1000000
    s = SCHEDULER
    if isempty(s.queue) && isempty(s.sleepers)
        flush(stdout)
        Core.runtime(:sleep_ns, Nothing, ns)
        return nothing
    end
    until = Core.runtime(:clock_ns, Int64) + ns
    at = length(s.sleepers) + 1
    while at > 1 && s.sleepers[at-1].first > until
        at -= 1
    end
    insert!(s.sleepers, at, until => current_task())
    park()
    nothing
end
function timedwait(test, seconds::Real; pollint::Real=0.1)
    until = time() + seconds
    test() && return :ok
    while time() < until
        sleep(pollint)
        test() && return :ok
    end
    :timed_out
end

# Conditions: tasks that wait to be told.
struct Condition
    waiting::Vector{Task}
    Condition() = new(Array{Task, 1}(undef, 0))
end
function wait(c::Condition; first::Bool=false)
    first ? pushfirst!(c.waiting, current_task()) : push!(c.waiting, current_task())
    park()
end
notify(c::Condition, message=nothing; all::Bool=true, error::Bool=false) = notify(c, message, all, error)
function notify(c::Condition, message, all::Bool, error::Bool)
    count = 0
    while !isempty(c.waiting)
        schedule(popfirst!(c.waiting), message; error=error)
        count += 1
        all || break
    end
    count
end
notify_error(c::Condition, e) = notify(c, e, true, true)
isempty(c::Condition) = isempty(c.waiting)

# `@task`, `@async`, `@sync`. What stands behind a `$` in `@async` is evaluated at once.
macro task(code)
    :(Task($(esc(Expr(:->, Expr(:tuple), code)))))
end
const SYNC_NAME = Symbol("##sync#")
function lift_values(code, bindings)
    code isa Expr || return code
    if code.head === :$ && length(code.args) == 1
        name = gensym("value")
        push!(bindings, Expr(:(=), name, code.args[1]))
        return name
    end
    (code.head === :quote || code.head === :macrocall) && return code
    changed = Expr(code.head)
    for a in code.args
        push!(changed.args, lift_values(a, bindings))
    end
    changed
end
function async_code(code)
    bindings = Any[]
    code = lift_values(code, bindings)
    thunk = Expr(:->, Expr(:tuple), code)
    for b in bindings
        thunk = Expr(:let, b, Expr(:block, thunk))
    end
    name = esc(SYNC_NAME)
    quote
        task = Task($(esc(thunk)))
        if $(Expr(:isdefined, name))
            push!($name, task)
        end
        schedule(task)
        task
    end
end
macro async(code)
    async_code(code)
end
macro sync(code)
    name = esc(SYNC_NAME)
    quote
        let $name = Any[]
            value = $(esc(code))
            end_sync($name)
            value
        end
    end
end
function end_sync(tasks)
    failures = CompositeException()
    while !isempty(tasks)
        t = popfirst!(tasks)
        wait_done(t)
        istaskfailed(t) && push!(failures, TaskFailedException(t))
    end
    isempty(failures) || throw(failures)
    nothing
end

# `map` with a task for each element, of which some hundred at most are under way.
function asyncmap(f, xs, rest...; ntasks::Int=0, batch_size=nothing)
    limit = ntasks == 0 ? 100 : ntasks
    items = isempty(rest) ? collect(xs) : collect(zip(xs, rest...))
    results = Array{Any}(undef, size(items))
    next = 0
    workers = Task[]
    for _ in 1:min(limit, length(items))
        push!(workers, schedule(Task(() -> begin
            while next < length(items)
                next += 1
                i = next
                results[i] = isempty(rest) ? f(items[i]) : f(items[i]...)
            end
        end)))
    end
    for t in workers
        wait_done(t)
        istaskfailed(t) && throw(t.result)
    end
    map(identity, results)
end
asyncmap!(f, out, xs, rest...; keywords...) = copyto!(out, asyncmap(f, xs, rest...; keywords...))
