# What the everyday errors are, caught and inspected; finally; rethrow; nested; custom.
function kind_of(f)
    try
        f()
        "no error"
    catch e
        string(nameof(typeof(e)))
    end
end
actions = ["div" => () -> 1 ÷ 0, "index" => () -> [1][2], "key" => () -> Dict()[1], "parse" => () -> parse(Int, "z"),
           "method" => () -> "a" + 1, "inexact" => () -> Int(2.5), "domain" => () -> sqrt(-1), "error" => () -> error("e"),
           "throw" => () -> throw("text"), "assert" => () -> @assert(1 > 2), "convert" => () -> Int[][1] = "a", "pop" => () -> pop!(Int[]),
           "type" => () -> (1::String), "tuple" => () -> (1, 2)[3], "string" => () -> "abc"[10], "none" => () -> 1,
           "dims" => () -> [1 2] * [1 2], "only" => () -> only([1, 2]), "overflow" => () -> factorial(25), "undef" => () -> undefined_thing]
for (name, f) in actions
    println(rpad(name, 10), kind_of(f))
end
struct MyError <: Exception
    code::Int
end
Base.showerror(io::IO, e::MyError) = print(io, "MyError with code ", e.code)
function risky(n)
    n == 1 && throw(MyError(1))
    n == 2 && throw(ArgumentError("two"))
    n == 3 && error("three ", n, '!')
    n
end
for n in 1:4
    try
        println("got ", risky(n))
    catch e
        if e isa MyError
            println("mine: ", e.code, " ", sprint(showerror, e))
        elseif e isa ArgumentError
            println("argument: ", e.msg, " ", sprint(showerror, e))
        else
            println("else: ", sprint(showerror, e))
        end
    finally
        print("(", n, ") ")
    end
end
println()
function order()
    out = String[]
    try
        try
            push!(out, "try")
            throw(MyError(5))
        catch e
            push!(out, "catch $(e.code)")
            rethrow()
        finally
            push!(out, "finally")
        end
    catch e
        push!(out, "outer $(e isa MyError)")
    end
    out
end
println(order())
early() = try
    return "from try"
finally
    println("cleanup")
end
println(early())
value = try parse(Int, "42") catch; -1 end
fallback = try parse(Int, "4x2") catch; -1 end
println(value, " ", fallback)
function retry(f, times)
    for attempt in 1:times
        try
            return (f(attempt), attempt)
        catch e
            attempt == times && rethrow(e)
        end
    end
end
println(retry(n -> n < 3 ? error("no") : n * 10, 5))
println(kind_of(() -> retry(n -> error("always"), 2)))
try
    throw(MyError(9))
catch err
    println(typeof(err), " ", err)
end
try
    @assert 1 == 2 "numbers differ"
catch e
    println(e.msg)
end
for i in 1:3
    try
        i == 2 && continue
        i == 3 && break
        println("loop ", i)
    finally
        println("end ", i)
    end
end
println(sprint(showerror, DivideError()), " | ", sprint(showerror, KeyError(:k)), " | ", sprint(showerror, ErrorException("m")), " | ", sprint(showerror, ArgumentError("a")))
