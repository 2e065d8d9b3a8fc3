const (a, b) = (1, 2)
println(a + b)
const q = let x = 1; x + 1 end
println(q)
const t = (1, 2)
u, v = t
println(u, v)
f() = (const_local = 3; const_local)
println(f())
module_like = (a=1,)
println(module_like.a)
global k1, k2 = 1, 2
println(k1, k2)
function setg()
    global k1, k2
    k1 = 10
    k2 = 20
    global k3 = 30
end
setg()
println(k1, k2, k3)
let k1 = 5
    println(k1)
    global k2 = k1
end
println(k2)
function nested()
    x = 1
    function inner()
        x += 1
        y = x
        return y
    end
    inner() + inner() + x
end
println(nested())
for k1 in 1:2
end
println(k1)
function outerloop()
    i = 0
    for outer i in 1:3
    end
    i
end
println(outerloop())
w = [k1 for k1 in 1:3]
println(w, k1)
ff(; a=1, b=a) = a + b
println(ff(b=3), ff(a=2))
x1, x2 = (5, 6)
println(x1, x2)
