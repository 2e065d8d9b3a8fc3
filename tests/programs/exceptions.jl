function safe(f, x)
    try
        return f(x)
    catch e
        return string("caught ", sprint(showerror, e))
    end
end
println(safe(x -> div(10, x), 2))
println(safe(x -> div(10, x), 0))
println(safe(x -> error("boom ", x), 5))
function f(n)
    total = 0
    for i in 1:n
        try
            i % 3 == 0 && continue
            i == 8 && break
            total += i
        finally
            total += 100
        end
    end
    total
end
println(f(10))
function g()
    log = String[]
    try
        try
            push!(log, "a")
            error("x")
        catch e
            push!(log, "b")
            error("y")
        finally
            push!(log, "c")
        end
    catch e
        push!(log, e.msg)
    end
    log
end
println(g())
h(x) = try
    parse(Int, x)
catch
    -1
finally
    println("done ", x)
end
println(h("12"), " ", h("zz"))
function nested(n)
    n == 0 && throw(ArgumentError("deep"))
    try
        nested(n - 1)
    catch e
        e isa ArgumentError || rethrow(e)
        n == 3 ? "stopped at 3: $(e.msg)" : throw(e)
    end
end
println(nested(5))
x = 1
try
    global x = 2
    undefined_thing
catch e
    println(e isa UndefVarError, " ", x)
end
