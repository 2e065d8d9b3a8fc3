# Scopes: let, global, local, shadowing, closures over loop variables, functions that change globals, const.
x = 10
f() = x + 1
g(x) = x * 2
h() = (x = 5; x + 1)
k() = (global x += 1; x)
println(f(), " ", g(3), " ", h(), " ", x)
println(k(), " ", x)
y = let x = 1, z = 2
    x += z
    x * 100
end
println(y, " ", x)
let
    local x = "inner"
    println(x)
end
for i in 1:3
    local square = i^2
    i == 3 && println("last ", square)
end
println(@isdefined(square), " ", @isdefined(x), " ", isdefined(Main, :y))
total = 0
for i in 1:4
    global total += i
end
println(total)
function outer()
    v = 1
    inner() = (v += 10; v)
    a = inner()
    b = inner()
    function shadow()
        local v = 100
        v += 1
    end
    (a, b, shadow(), v)
end
println(outer())
function loop_closures()
    fs = []
    for i in 1:3
        j = i * 10
        push!(fs, () -> (j += 1; (i, j)))
    end
    [fs[1](), fs[1](), fs[3]()]
end
println(loop_closures())
const LIMIT = 3
function counts()
    n = 0
    while true
        n += 1
        n >= LIMIT && break
    end
    n
end
println(counts(), " ", LIMIT)
let a = 1
    b = a + 1
    let a = b
        println(a, " ", b)
    end
    println(a)
end
i = "kept"
[i for i in 1:3]
for i in 1:2 end
println(i)
function conditional(flag)
    if flag
        value = "set"
    end
    flag ? value : "unset"
end
println(conditional(true), " ", conditional(false))
z = begin
    t = 3
    t^2
end
println(z, " ", t)
function nested_loops()
    out = Tuple{Int,Int}[]
    for i in 1:3, j in i:3
        j == 3 && i == 2 && break
        push!(out, (i, j))
    end
    for i in 1:2
        for j in 1:3
            j == 2 && continue
            push!(out, (10i, j))
        end
    end
    out
end
println(nested_loops())
while true
    global counter_var = 7
    break
end
println(counter_var)
try
    undefined_before = 1
    println(undefined_before)
catch
end
a, b = 1, 2
a, b = b, a + b
println(a, " ", b, " ", (p = 3; p + 1), " ", p)
