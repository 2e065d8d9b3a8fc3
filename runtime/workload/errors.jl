# What is thrown, caught and shown.
function caught(f)
    try
        f()
    catch e
        return string(typeof(e))
    finally
        print("")
    end
    return "none"
end
println(caught(() -> error("message")))
println(caught(() -> [1, 2, 3][4]))
println(caught(() -> div(1, 0)))
println(caught(() -> throw(ArgumentError("bad"))))
println(caught(() -> 1))
