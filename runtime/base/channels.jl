# Channels: queues between tasks. A full one stops who puts, an empty one who takes; without a buffer the two meet.

abstract type AbstractChannel{T} end
mutable struct Channel{T} <: AbstractChannel{T}
    taking::Condition
    waiting::Condition
    putting::Condition
    state::Symbol
    reason::Any
    data::Vector{T}
    capacity::Int
    # What there is to take, values of tasks that wait to put them included.
    available::Int
    function Channel{T}(size::Integer=0) where {T}
        size < 0 && throw(ArgumentError("Channel size must be either 0, a positive integer or Inf"))
        new{T}(Condition(), Condition(), Condition(), :open, nothing, Array{T, 1}(undef, 0), Int(size), 0)
    end
end
function Channel{T}(size::Float64) where {T}
    Channel{T}(size == Inf ? typemax(Int) : Int(size))
end
Channel(size=0) = Channel{Any}(size)
function Channel{T}(f::Function, size=0; taskref=nothing, spawn::Bool=false) where {T}
    c = Channel{T}(size)
    t = Task(() -> f(c))
    bind(c, t)
    taskref === nothing || (taskref[] = t)
    spawn ? schedule(t) : yield(t)
    c
end
Channel(f::Function, size=0; taskref=nothing, spawn::Bool=false) = Channel{Any}(f, size; taskref=taskref, spawn=spawn)

struct InvalidStateException <: Exception
    msg::String
    state::Symbol
end
showerror(io::IO, e::InvalidStateException) = print(io, "InvalidStateException: ", e.msg)
closed_exception() = InvalidStateException("Channel is closed.", :closed)
is_buffered(c::Channel) = c.capacity != 0
function check_open(c::Channel)
    c.state === :open && return nothing
    throw(c.reason === nothing ? closed_exception() : c.reason)
end
eltype(::Type{<:AbstractChannel{T}}) where {T} = T
IteratorSize(::Type{<:AbstractChannel}) = SizeUnknown()
isopen(c::Channel) = c.state === :open
isready(c::Channel) = c.available > 0
isempty(c::Channel) = c.available == 0
isfull(c::Channel) = c.available >= c.capacity
n_avail(c::Channel) = c.available
function close(c::Channel, reason=closed_exception())
    c.state = :closed
    c.reason = reason
    notify_error(c.taking, reason)
    notify_error(c.waiting, reason)
    notify_error(c.putting, reason)
    nothing
end
# The channel is closed when the task ends; a failure of the task becomes the reason. A task of its own does it.
function bind(c::Channel, t::Task)
    closer = Task(() -> begin
        isopen(c) && (istaskfailed(t) ? close(c, TaskFailedException(t)) : close(c))
    end)
    t.state === :runnable ? push!(t.waiters, closer) : schedule(closer)
    c
end

function put!(c::Channel{T}, value) where {T}
    check_open(c)
    v = convert(T, value)
    is_buffered(c) ? put_buffered(c, v) : put_unbuffered(c, v)
    value
end
function put_buffered(c::Channel, v)
    c.available += 1
    try
        while length(c.data) == c.capacity
            wait(c.putting)
            check_open(c)
        end
        push!(c.data, v)
    catch
        c.available -= 1
        rethrow()
    end
    notify(c.taking, nothing, true, false)
    notify(c.waiting, nothing, true, false)
end
function put_unbuffered(c::Channel, v)
    c.available += 1
    local taker
    try
        while isempty(c.taking)
            check_open(c)
            notify(c.waiting, nothing, true, false)
            wait(c.putting)
        end
        check_open(c)
        taker = popfirst!(c.taking.waiting)
    finally
        c.available -= 1
    end
    schedule(taker, v)
    yield()
end
take!(c::Channel) = is_buffered(c) ? take_buffered(c) : take_unbuffered(c)
function take_buffered(c::Channel)
    while isempty(c.data)
        check_open(c)
        wait(c.taking)
    end
    v = popfirst!(c.data)
    c.available -= 1
    notify(c.putting, nothing, false, false)
    v
end
function take_unbuffered(c::Channel{T}) where {T}
    check_open(c)
    notify(c.putting, nothing, false, false)
    wait(c.taking)::T
end
popfirst!(c::Channel) = take!(c)
push!(c::Channel, v) = (put!(c, v); c)
append!(c::Channel, xs) = (foreach(x -> put!(c, x), xs); c)
function fetch(c::Channel)
    is_buffered(c) || throw(ErrorException("`fetch` is not supported on an unbuffered Channel."))
    while isempty(c.data)
        check_open(c)
        wait(c.taking)
    end
    c.data[1]
end
function wait(c::Channel)
    isready(c) && return nothing
    while !isready(c)
        check_open(c)
        wait(c.waiting)
    end
    nothing
end
function iterate(c::Channel, state=nothing)
    if isopen(c) || isready(c)
        try
            return (take!(c), nothing)
        catch e
            e isa InvalidStateException && e.state === :closed && return nothing
            rethrow()
        end
    end
    nothing
end
function show(io::IO, c::Channel)
    print(io, typeof(c), "(", c.capacity == typemax(Int) ? "Inf" : c.capacity, ")")
end
function show(io::IO, ::PlainText, c::Channel)
    show(io, c)
    if !isopen(c)
        print(io, " (closed)")
    elseif c.available == 0
        print(io, " (empty)")
    else
        n = c.available
        print(io, " (", n, n == 1 ? " item" : " items", " available)")
    end
end
