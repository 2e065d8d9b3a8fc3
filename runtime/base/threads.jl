# `Threads`: there is one thread, which does everything in order.
module Threads
import Base
export @threads, @spawn, nthreads, threadid, Atomic, SpinLock, Condition
export atomic_add!, atomic_sub!, atomic_and!, atomic_nand!, atomic_or!, atomic_xor!, atomic_max!, atomic_min!, atomic_xchg!, atomic_cas!
const Atomic = Base.Atomic
const SpinLock = Base.SpinLock
const ReentrantLock = Base.ReentrantLock
const Condition = Base.LockedCondition
const Event = Base.Event
const atomic_add! = Base.atomic_add!
const atomic_sub! = Base.atomic_sub!
const atomic_and! = Base.atomic_and!
const atomic_nand! = Base.atomic_nand!
const atomic_or! = Base.atomic_or!
const atomic_xor! = Base.atomic_xor!
const atomic_max! = Base.atomic_max!
const atomic_min! = Base.atomic_min!
const atomic_xchg! = Base.atomic_xchg!
const atomic_cas! = Base.atomic_cas!
macro spawn(code)
    Base.async_code(code)
end
macro spawn(pool, code)
    Base.async_code(code)
end
nthreads() = 1
nthreads(pool::Symbol) = 1
threadid() = 1
maxthreadid() = 1
nthreadpools() = 1
threadpool() = :default
macro threads(code)
    code isa Expr && code.head === :for || throw(ArgumentError("@threads requires a `for` loop expression"))
    esc(code)
end
macro threads(schedule, code)
    code isa Expr && code.head === :for || throw(ArgumentError("@threads requires a `for` loop expression"))
    esc(code)
end
end
