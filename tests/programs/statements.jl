i = 0
while true
    global i += 1
    i > 5 && break
    i % 2 == 0 && continue
    print(i, " ")
end
println()
for a in 1:3, b in 1:3
    b == 2 && continue
    a == 3 && break
    print((a, b))
end
println()
s = 0
for k in 1:3
    global s
    s += k
end
println(s)
x = let y = 2, z = 3
    y + z
end
println(x)
t = begin
    1
    2
end
println(t)
r = if x > 3 "big" else "small" end
println(r)
n = for q in 1:2 end
println(n === nothing)
f = function (x) x^2 end
println(f(3))
y = x > 1 ? "a" : x < 0 ? "b" : "c"
println(y)
z = (1; 2; 3)
println(z)
println(1 < 2 < 3 == 3 != 4)
println(true && false || true)
z = 5; z += 1; z -= 2; z *= 3; z ÷= 2; z %= 4; z ^= 2; z |= 8; z &= 12; z ⊻= 1; z <<= 2; z >>= 1
println(z)
println(:a in [:a, :b], 1 ∈ [1], 3 ∉ [1])
a = b = 4
println(a, b)
outerloop = 0
function g()
    for i in 1:3
        for j in 1:3
            j == 2 && break
            i == 2 && return i * j
        end
    end
end
println(g())
println([i for i in 1:3][end], (1:10)[end], "abc"[end])
function h(n)
    n < 0 && throw(ArgumentError("neg"))
    n == 0 && return 0
    n
end
println(h(2))
let
    k = 1
    inc() = (k += 1)
    inc(); inc()
    println(k)
end
println(typeof(() -> 1) <: Function, (x -> x)(3), ((a, b) -> a + b)(1, 2), (() -> 5)())

println(something(nothing, 1), ifelse(true, 1, 2))
