# What happens in which order, and what leaving by the back door does.

v(x) = (println("v ", x); x)
println(v(1) < v(2) <= v(3))
println(v(1) > v(2) <= v(3))
println(v(1) < v(2) <= v(3) < v(4) == v(4))
limit = 5
println(v(1) < limit <= v(7))
println(v([1, 2]) .< v([2, 3]) .<= v(3))

# The body of a loop over several ranges has copies of its own.
for i in 1:2, j in 3:4
    println((i, j))
    i = 0
end
function swaps(p)
    for i in 1:3, j in 1:2
        p, i = i, p
        println("swap ", (p, i, j))
    end
    p
end
println(swaps(0))
function closures()
    fs = Function[]
    for i in 1:2, j in 1:2
        push!(fs, () -> (i += 10; (i, j)))
    end
    ([f() for f in fs], [f() for f in fs])
end
println(closures())

# A `finally` that leaves lets the exception fall.
function swallowed(p)
    try
        println(div(p, p))
    finally
        return "left"
    end
end
println(swallowed(3), " ", swallowed(0))
function broken(p)
    for i in 1:3
        try
            println(div(p, p))
        finally
            break
        end
    end
    "out"
end
println(broken(1), " ", broken(0))
function passed_over(n)
    r = Int[]
    for i in 1:n
        try
            try
                i == 2 && error("two")
                push!(r, i)
            finally
                i == 2 && continue
                push!(r, -i)
            end
        catch
            push!(r, 100)
        end
    end
    r
end
println(passed_over(4))

# What stands behind a `return` inside an expression never runs.
early(a) = println((return a), print("never"))
println(early(1))
element(a) = begin x = [1, (return a), print("never")]; 3 end
println(element("e"))

# A reduction over `x for x in xs` knows what an empty one gives.
attempt(f) = try f() catch e; typeof(e) end
println(attempt(() -> sum(x for x in Int[])), " ", attempt(() -> sum(x for x in [1] if x > 3)))
println(attempt(() -> sum(2x for x in [1] if x > 3)), " ", attempt(() -> prod(x for x in Float64[])))
println(attempt(() -> maximum(x for x in Int[])))

# The empty union gives way.
println(promote_type(Union{}, Int), " ", promote_type(String, Union{}), " ", vcat(Union{}[], 3))
