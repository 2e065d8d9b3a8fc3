# scoping
x = 10
function f()
    x = 5
    g() = x + 1
    g()
end
println(f(), x)
for i in 1:3
    local x = i
end
println(x)
h = let c = 0
    () -> (c += 1)
end
h(); println(h())
function k()
    s = 0
    for i in 1:3
        t = i
        s += t
    end
    s
end
println(k())
function m(n)
    acc = []
    for i in 1:n
        push!(acc, () -> i)
    end
    [a() for a in acc]
end
println(m(3))
function q()
    a = 1
    b = a
    f2 = () -> (a = 2)
    f2()
    a, b
end
println(q())
w = 1
function setw(); global w = 2; end
setw(); println(w)
const K = 3
println(K)
function rec(n)
    function inner(k)
        k <= 0 ? 0 : 1 + inner(k - 1)
    end
    inner(n)
end
println(rec(5))
try
    undefinedvar
catch e
    println(e isa UndefVarError)
end
z = 0
while z < 3
    global z += 1
    y = z
end
println(z)
function outerfun()
    v = 1
    let v = 2
        v += 1
    end
    v
end
println(outerfun())
a1, a2 = let p = 1; (p, p + 1) end
println(a1, a2)
f3 = x -> begin
    y = x
    y + 1
end
println(f3(1))
println(map([1,2,3]) do x
    x > 1 && return x * 10
    0
end)
