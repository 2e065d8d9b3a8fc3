# try, catch, finally, rethrow and return values in functions; custom errors with state; cleanup order.
struct ParseProblem <: Exception
    line::Int
    reason::String
end
Base.showerror(io::IO, e::ParseProblem) = print(io, "line ", e.line, ": ", e.reason)
trace = String[]
note(s) = (push!(trace, s); nothing)
function with_cleanup(f)
    note("enter")
    try
        return f()
    catch e
        note("caught")
        e isa ParseProblem ? e.line : rethrow()
    finally
        note("leave")
    end
end
println(with_cleanup(() -> 42), " ", with_cleanup(() -> throw(ParseProblem(7, "bad"))))
try
    with_cleanup(() -> [1, 2][5])
catch e
    println(typeof(e))
end
println(trace)
function check_line(n, text)
    isempty(text) && throw(ParseProblem(n, "empty"))
    text[1] == '#' && return nothing
    parts = 0
    for c in text
        c == '=' && (parts += 1)
    end
    parts == 1 || throw(ParseProblem(n, "expected one '=', found $parts"))
    length(text)
end
for (n, text) in enumerate(["a=1", "# note", "", "a=b=c", "nothing"])
    try
        println(n, " ", check_line(n, text))
    catch e
        e isa ParseProblem || rethrow()
        println(n, " ", sprint(showerror, e))
    end
end
function nested(n)
    try
        try
            n == 1 ? error("one") : n == 2 ? throw(ArgumentError("two")) : n
        catch e
            e isa ArgumentError ? "argument: " * e.msg : rethrow()
        end
    catch e
        "outer: " * e.msg
    end
end
println(nested(1), ", ", nested(2), ", ", nested(3))
function loop_with_errors(values)
    good = 0
    bad = Int[]
    for (i, v) in enumerate(values)
        try
            v < 0 && throw(DomainError(v, "negative"))
            v > 100 && continue
            good += sqrt(v)
        catch e
            e isa DomainError || rethrow()
            push!(bad, i)
            length(bad) == 2 && break
        end
    end
    (good, bad)
end
println(loop_with_errors([4, -1, 9, 400, -5, 16]), " ", loop_with_errors([1.0, 4.0]))
counter = 0
function retry(f, n)
    for k in 1:n
        try
            return f(k)
        catch
            k == n && rethrow()
            global counter += 1
        end
    end
end
println(retry(k -> k < 3 ? error("again") : "done at $k", 5), " ", counter)
try
    retry(k -> error("never $k"), 2)
catch e
    println(e.msg, " ", counter)
end
safe_div(a, b) = try
    a ÷ b
catch
    0
end
println(safe_div(7, 2), " ", safe_div(7, 0), " ", sum(safe_div(10, k) for k in -1:2))
value = try
    error("x")
catch e
    e.msg * "!"
else_value = 5
finally
    note("end")
end
println(value, " ", trace[end])
function early(n)
    for i in 1:n
        try
            i == 3 && return "returned at $i"
        finally
            note("pass $i")
        end
    end
    "finished"
end
println(early(5), " ", early(2), " ", length(trace), " ", trace[end])
error_text(f) = try f(); "fine" catch e; sprint(showerror, e) end
println(error_text(() -> error("a", 1, "b")), "; ", error_text(() -> throw(ErrorException("plain"))), "; ", error_text(() -> 1), "; ", error_text(() -> throw(ArgumentError("arg"))))
