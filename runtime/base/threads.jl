# `Threads`: there is one thread, which does everything in order.
module Threads
export @threads, nthreads, threadid
nthreads() = 1
nthreads(pool::Symbol) = 1
threadid() = 1
macro threads(code)
    code isa Expr && code.head === :for || throw(ArgumentError("@threads requires a `for` loop expression"))
    esc(code)
end
macro threads(schedule, code)
    code isa Expr && code.head === :for || throw(ArgumentError("@threads requires a `for` loop expression"))
    esc(code)
end
end
