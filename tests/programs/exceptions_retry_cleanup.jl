# Exceptions in use: retries with growing delays, cleanup that always happens, chains, own types, finally and return.
struct Transient <: Exception
    attempt::Int
end
struct Fatal <: Exception
    cause::Exception
end
Base.showerror(io::IO, e::Transient) = print(io, "attempt ", e.attempt, " failed")
Base.showerror(io::IO, e::Fatal) = (print(io, "gave up: "); showerror(io, e.cause))
function with_retries(f; limit = 3, delays = Int[])
    for attempt in 1:limit
        try
            return f(attempt)
        catch e
            e isa Transient || rethrow()
            attempt == limit && throw(Fatal(e))
            push!(delays, 2^attempt)
        end
    end
end
flaky(n) = attempt -> attempt < n ? throw(Transient(attempt)) : "worked at $attempt"
delays = Int[]
println(with_retries(flaky(1)), ", ", with_retries(flaky(3), delays = delays), ", ", delays)
for f in (flaky(9), _ -> error("no luck"), _ -> nothing)
    try
        println(with_retries(f))
    catch e
        println(nameof(typeof(e)), ": ", sprint(showerror, e))
    end
end
events = String[]
struct Resource
    name::String
end
function use(f, name)
    r = Resource(name)
    push!(events, "open $name")
    try
        return f(r)
    finally
        push!(events, "close $name")
    end
end
result = use("a") do a
    use("b") do b
        a.name * b.name
    end
end
println(result, " ", events)
empty!(events)
try
    use(r -> error("inside $(r.name)"), "c")
catch e
    push!(events, e.msg)
end
println(events)
function order()
    log = Int[]
    f() = try
        push!(log, 1)
        return :tried
    catch
        push!(log, 2)
    finally
        push!(log, 3)
    end
    value = f()
    return value, log
end
println(order())
function nested(x)
    try
        try
            x == 0 && throw(DomainError(x, "zero"))
            x < 0 && throw(ArgumentError("negative"))
            return sqrt(x)
        catch e
            e isa DomainError ? throw(ErrorException("wrapped: " * e.msg)) : rethrow()
        end
    catch e
        return e isa ErrorException ? e.msg : typeof(e)
    end
end
println(nested(4), " ", nested(0), " ", nested(-1))
safe(f, default) = try f() catch; default end
println(safe(() -> parse(Int, "12"), 0), safe(() -> parse(Int, "x"), 0), " ", safe(() -> Dict()[1], "none"), " ", safe(() -> [1, 2][2], nothing))
outcome(f) = try
    (:ok, f())
catch e
    (:failed, typeof(e))
end
for f in (() -> 1 ÷ 0, () -> Int8(200), () -> "a" * 1, () -> undefined_thing, () -> (1, 2)[3], () -> Dict(:a => 1)[:b], () -> parse(Float64, "1,5"), () -> [1 2; 3 4] * [1, 2, 3], () -> convert(Int, "1"), () -> first([]), () -> throw("text"), () -> @assert(1 > 2), () -> "abc"[10], () -> Symbol(1) + 1, () -> zeros(2)[0], () -> sqrt(-1.0), () -> reduce(+, Int[]), () -> (x -> x)(1, 2), () -> strip(5), () -> error("a", 1))
    println(outcome(f))
end
loop = Int[]
for i in 1:5
    try
        i == 2 && continue
        i == 4 && break
        push!(loop, i)
    finally
        push!(loop, -i)
    end
end
println(loop)
depth(n) = n == 0 ? throw(Transient(0)) : try
    depth(n - 1)
catch e
    throw(Transient(e.attempt + 1))
end
println(try depth(5) catch e; e.attempt end, " ", try error("x") catch err; err isa ErrorException end, " ", (try throw(3) catch e; e + 1 end))
