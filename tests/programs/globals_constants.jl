# Globals, constants, and functions that use them.
const LIMIT = 10
const NAMES = ["a", "b"]
const RATIO = 0.5
x = 1
y = 2.5
function use()
    x + y * LIMIT
end
println(use())
x = 100
println(use())
y = 1
println(use())
x = "now text"
show_x() = string("x is ", x)
println(show_x())
function set!(v)
    global x = v
end
set!([1, 2, 3])
println(x, " ", show_x())
push!(NAMES, "c")
println(NAMES, " ", LIMIT * RATIO)
counter = 0
function tick()
    global counter
    counter += 1
    counter * LIMIT
end
tick()
tick()
println(tick(), " ", counter)
shadow = 5
function local_shadow()
    shadow = 6
    shadow + 1
end
println(local_shadow(), " ", shadow)
a = b = 7
println(a, b)
a, b = 1, "two"
println(a, b)
later() = defined_later(2)
defined_later(n) = n * 21
println(later())
redefine() = 1
println(redefine())
redefine() = 2
println(redefine())
const TABLE = [i * i for i in 1:5]
lookup(i) = TABLE[i]
println(lookup(3), " ", sum(TABLE))
let x = 3
    global from_let = x * 2
end
println(from_let)
