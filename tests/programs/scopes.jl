# let, begin, and the scopes of loops.
x = 1
let
    x = 2
    println(x)
end
println(x)
let x = x + 10, y = x
    println(x, " ", y)
end
z = begin
    t = 3
    t * 2
end
println(z, " ", t)
function f()
    s = 0
    for i in 1:3
        s += i
        inner = i
    end
    let s = 100
        s += 1
    end
    s
end
println(f())
function shadow(n)
    r = n
    for n in 1:2
        r += n
    end
    (r, n)
end
println(shadow(10))
function loop_local()
    out = Int[]
    for i in 1:3
        k = i * i
        push!(out, k)
    end
    k = -1
    push!(out, k)
    out
end
println(loop_local())
v = let a = 2, b = 3
    a * b
end
println(v)
function two_branches(flag)
    if flag
        w = 1
    else
        w = "one"
    end
    w
end
println(two_branches(true), " ", two_branches(false))
function nested()
    total = 0
    for i in 1:2
        for j in 1:2
            local product = i * j
            total += product
        end
    end
    total
end
println(nested())
i = 99
for i in 1:2
end
println(i)
if true
    leaked = "visible"
end
println(leaked)
function swap_in_loop(n)
    a, b = 0, 1
    for _ in 1:n
        a, b = b, a + b
    end
    a
end
println(swap_in_loop(10))
let
    acc = 0
    for i in 1:10
        acc += i
    end
    println(acc)
end
