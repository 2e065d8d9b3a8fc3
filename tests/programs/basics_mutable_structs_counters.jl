# Mutable structs changed in place: counters, toggles, accumulators, a thermostat, shared references.
mutable struct Counter
    value::Int
    step::Int
end
Counter() = Counter(0, 1)
next!(c::Counter) = (c.value += c.step; c.value)
reset!(c::Counter) = (c.value = 0; c)
c = Counter()
next!(c)
next!(c)
println(next!(c), " ", c.value, " ", reset!(c).value)
mutable struct Stats
    n::Int
    total::Float64
    least::Float64
    most::Float64
end
Stats() = Stats(0, 0.0, Inf, -Inf)
function add!(s::Stats, x)
    s.n += 1
    s.total += x
    s.least = min(s.least, x)
    s.most = max(s.most, x)
    return s
end
average(s::Stats) = s.n == 0 ? NaN : s.total / s.n
s = Stats()
for x in (3, 1.5, 8, -2)
    add!(s, x)
end
println(s.n, " ", average(s), " ", s.least, " ", s.most, " ", average(Stats()))
mutable struct Thermostat
    target::Float64
    reading::Float64
    heating::Bool
end
function tick!(t::Thermostat)
    if t.reading < t.target - 0.5
        t.heating = true
    elseif t.reading > t.target + 0.5
        t.heating = false
    end
    t.reading += t.heating ? 0.4 : -0.3
    t
end
t = Thermostat(20, 18.7, false)
switches = 0
for k in 1:30
    before = t.heating
    tick!(t)
    if t.heating != before
        global switches += 1
    end
end
println(switches, " ", t.heating, " ", 19 < t.reading < 21.5)
mutable struct Node
    value::Int
    next::Union{Node,Nothing}
end
function build(n)
    head = nothing
    for i in n:-1:1
        head = Node(i, head)
    end
    head
end
function reverse!(list)
    previous = nothing
    while list !== nothing
        rest = list.next
        list.next = previous
        previous, list = list, rest
    end
    previous
end
function show_list(list)
    while list !== nothing
        print(list.value, list.next === nothing ? "\n" : " -> ")
        list = list.next
    end
end
l = build(5)
show_list(l)
l = reverse!(l)
show_list(l)
a = Counter(5, 5)
b = a
b.value = 50
println(a.value, " ", a === b, " ", Counter(1, 1) === Counter(1, 1))
swap!(x::Counter, y::Counter) = (x.value, y.value) = (y.value, x.value)
d = Counter(1, 1)
swap!(a, d)
println(a.value, " ", d.value)
try
    c.value = "text"
catch e
    println(e isa MethodError)
end
c.value = 7.0
println(c.value, " ", typeof(c.value))
