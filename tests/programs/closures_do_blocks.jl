# do blocks and callbacks: map, filter, sort, custom control structures, resources.
takewhile_own(p, v) = v[1:something(findfirst(!p, v), length(v) + 1)-1]
squares = map(1:5) do x
    y = x^2
    y + 1
end
println(squares, " ", takewhile_own(x -> x < 10, squares))
println(map([1, 2], [3, 4]) do a, b
    a * b
end)
println(sum(1:4) do x
    x > 2 ? x : 0
end, " ", filter(["a", "bb", "ccc"]) do s
    length(s) > 1
end)
function with_resource(f, name; log)
    push!(log, "open $name")
    try
        return f(uppercase(name))
    finally
        push!(log, "close $name")
    end
end
log = String[]
r = with_resource("db"; log=log) do handle
    "used $handle"
end
println(r)
try
    with_resource("net"; log=log) do handle
        error("lost $handle")
    end
catch e
    println(e.msg)
end
println(log)
repeat_until(f; max=10) = for i in 1:max
    f(i) && return i
end
println(repeat_until() do i
    i^2 > 20
end, " ", repeat_until(max=2) do i
    false
end)
visited = Int[]
foreach(1:3) do i
    push!(visited, i)
end
foreach([1, 2], "ab") do i, c
    push!(visited, i + Int(c))
end
println(visited)
timed(f) = (f(), "timed")
println(timed() do
    42
end)
