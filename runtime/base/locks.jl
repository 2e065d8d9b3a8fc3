# Locks, semaphores, events: tasks take turns where they say so.

abstract type AbstractLock end
mutable struct ReentrantLock <: AbstractLock
    holder::Any
    depth::Int
    waiting::Condition
    ReentrantLock() = new(nothing, 0, Condition())
end
islocked(l::ReentrantLock) = l.depth > 0
function trylock(l::ReentrantLock)
    t = current_task()
    (l.depth == 0 || l.holder === t) || return false
    l.holder = t
    l.depth += 1
    true
end
function lock(l::ReentrantLock)
    while !trylock(l)
        wait(l.waiting)
    end
    nothing
end
function unlock(l::ReentrantLock)
    l.depth == 0 && error("unlock count must match lock count")
    l.holder === current_task() || error("unlock from wrong thread")
    l.depth -= 1
    if l.depth == 0
        l.holder = nothing
        notify(l.waiting, nothing, false, false)
    end
    nothing
end
function lock(f, l::AbstractLock)
    lock(l)
    try
        f()
    finally
        unlock(l)
    end
end
function trylock(f, l::AbstractLock)
    trylock(l) || return false
    try
        f()
    finally
        unlock(l)
    end
end
macro lock(l, code)
    quote
        held = $(esc(l))
        lock(held)
        try
            $(esc(code))
        finally
            unlock(held)
        end
    end
end

mutable struct SpinLock <: AbstractLock
    is_held::Bool
    SpinLock() = new(false)
end
islocked(l::SpinLock) = l.is_held
trylock(l::SpinLock) = l.is_held ? false : (l.is_held = true)
function lock(l::SpinLock)
    while !trylock(l)
        yield()
    end
end
unlock(l::SpinLock) = l.is_held ? (l.is_held = false; nothing) : error("unlock count must match lock count")

# A condition whose waiters hold a lock, which is free while they wait.
struct LockedCondition
    lock::Any
    condition::Condition
end
LockedCondition() = LockedCondition(ReentrantLock(), Condition())
LockedCondition(l) = LockedCondition(l, Condition())
lock(c::LockedCondition) = lock(c.lock)
unlock(c::LockedCondition) = unlock(c.lock)
trylock(c::LockedCondition) = trylock(c.lock)
islocked(c::LockedCondition) = islocked(c.lock)
lock(f, c::LockedCondition) = lock(f, c.lock)
function wait(c::LockedCondition)
    islocked(c.lock) || error("concurrency violation detected")
    depth = c.lock.depth
    for _ in 1:depth
        unlock(c.lock)
    end
    try
        return wait(c.condition)
    finally
        for _ in 1:depth
            lock(c.lock)
        end
    end
end
function notify(c::LockedCondition, message=nothing; all::Bool=true, error::Bool=false)
    islocked(c.lock) || Base.error("concurrency violation detected")
    notify(c.condition, message, all, error)
end

mutable struct Semaphore
    size::Int
    held::Int
    waiting::Condition
    function Semaphore(size::Integer)
        size > 0 || throw(ArgumentError("Semaphore size must be > 0"))
        new(Int(size), 0, Condition())
    end
end
function acquire(s::Semaphore)
    while s.held >= s.size
        wait(s.waiting)
    end
    s.held += 1
    nothing
end
function release(s::Semaphore)
    s.held > 0 || error("release count must match acquire count")
    s.held -= 1
    notify(s.waiting, nothing, false, false)
    nothing
end
function acquire(f, s::Semaphore)
    acquire(s)
    try
        f()
    finally
        release(s)
    end
end

mutable struct Event
    is_set::Bool
    resets::Bool
    waiting::Condition
    Event(resets::Bool=false) = new(false, resets, Condition())
end
function wait(e::Event)
    while !e.is_set
        wait(e.waiting)
    end
    e.resets && (e.is_set = false)
    nothing
end
function notify(e::Event)
    e.is_set = true
    notify(e.waiting, nothing, !e.resets, false)
    nothing
end
reset(e::Event) = (e.is_set = false; nothing)

# Numbers that several threads may change; here one thread does.
mutable struct Atomic{T}
    value::T
    Atomic{T}() where {T} = new{T}(zero(T))
    Atomic{T}(value) where {T} = new{T}(value)
end
Atomic() = Atomic{Int}()
Atomic(value::T) where {T<:Union{BitInteger, Bool, IEEEFloat}} = Atomic{T}(value)
getindex(x::Atomic) = x.value
setindex!(x::Atomic{T}, v) where {T} = (x.value = convert(T, v); x)
eltype(::Type{Atomic{T}}) where {T} = T
show(io::IO, x::Atomic) = print(io, typeof(x), "(", x.value, ")")
exchanged!(x::Atomic{T}, v) where {T} = (old = x.value; x.value = v; old)
atomic_add!(x::Atomic{T}, v::T) where {T} = exchanged!(x, x.value + v)
atomic_sub!(x::Atomic{T}, v::T) where {T} = exchanged!(x, x.value - v)
atomic_and!(x::Atomic{T}, v::T) where {T} = exchanged!(x, x.value & v)
atomic_nand!(x::Atomic{T}, v::T) where {T} = exchanged!(x, ~(x.value & v))
atomic_or!(x::Atomic{T}, v::T) where {T} = exchanged!(x, x.value | v)
atomic_xor!(x::Atomic{T}, v::T) where {T} = exchanged!(x, x.value ⊻ v)
atomic_max!(x::Atomic{T}, v::T) where {T} = exchanged!(x, max(x.value, v))
atomic_min!(x::Atomic{T}, v::T) where {T} = exchanged!(x, min(x.value, v))
atomic_xchg!(x::Atomic{T}, v::T) where {T} = exchanged!(x, v)
atomic_cas!(x::Atomic{T}, expected::T, v::T) where {T} = x.value === expected ? exchanged!(x, v) : x.value
