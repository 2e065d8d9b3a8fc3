# Scopes: globals and locals, let, captured variables, shadowing, counters, loops that make closures, nested functions.
x = 10
read_x() = x
shadow(x) = x + 1
function local_x()
    x = 5
    x += 1
    return x
end
change_x() = (global x = x + 1; x)
println(read_x(), " ", shadow(1), " ", local_x(), " ", x)
println(change_x(), " ", read_x())
let x = 1, y = x + 1
    println(x, y)
    x = 100
end
println(x)
function counters()
    n = 0
    up() = (n += 1)
    down() = (n -= 1)
    get() = n
    return up, down, get
end
up, down, get_n = counters()
up(); up(); down()
println(get_n(), " ", up(), " ", counters()[3]())
fs = Function[]
for i in 1:3
    j = i^2
    push!(fs, () -> (j += 1; (i, j)))
end
println([f() for f in fs], [f() for f in fs])
gs = []
i = 0
while i < 3
    global i += 1
    let k = i
        push!(gs, () -> k * 10)
    end
end
println([g() for g in gs])
total = 0
for k in 1:4
    global total += k
    local inner = k * 2
    total > 5 && (global late = inner)
end
println(total, " ", late, " ", @isdefined(inner), " ", @isdefined(total))
function outer(a)
    function helper(b)
        c = a + b
        function deeper(d)
            a += 1
            return a + b + c + d
        end
        return deeper(1) + deeper(1)
    end
    first = helper(10)
    return first, a
end
println(outer(1))
function conditional(flag)
    if flag
        z = "set"
    end
    return flag ? z : "unset"
end
println(conditional(true), conditional(false))
adders = Dict(n => (m -> m + n) for n in 1:3)
println([adders[n](10) for n in 1:3], " ", map(f -> f(2), [x -> x * k for k in 1:3]))
compose_all(fs) = x -> foldl((v, f) -> f(v), fs, init = x)
println(compose_all([x -> x + 1, x -> 2x, string])(4))
const LIMIT = 3
function recursive_local(n)
    go(k) = k == 0 ? 0 : k + go(k - 1)
    return go(n)
end
println(recursive_local(10), " ", LIMIT, " ", (() -> LIMIT * 2)())
function early(v)
    for (i, e) in enumerate(v)
        e < 0 && return "negative at $i"
    end
    "fine"
end
println(early([1, 2, -3]), " ", early([1]))
swap(a, b) = (b, a)
p, q = swap(1, 2)
p, q = q, p
(a, (b, c)), d = (1, (2, 3)), 4
first_ = 1
println(p, q, a, b, c, d, first_)
memo = Dict{Int,Int}()
slow(n) = n < 2 ? n : get!(() -> slow(n - 1) + slow(n - 2), memo, n)
println(slow(40), " ", length(memo))
acc = let state = 0
    x -> (state += x)
end
println(acc(5), acc(6), " ", begin
    local t = 2
    t^3
end, " ", (let; w = 3; w + 1 end), " ", [k for k in 1:3 for _ in 1:k], " ", x)
varying(flag) = (v = flag ? 1 : "one"; f = () -> v; v = flag ? v + 1 : v * "!"; f())
println(varying(true), varying(false))
