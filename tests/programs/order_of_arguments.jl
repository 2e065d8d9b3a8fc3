# In which order arguments, keywords, indices and fields are evaluated.
g(a...; k...) = nothing
h(a...) = nothing
say(x) = (print(x, " "); x)
t(f) = (f(); println())
t(() -> g(say(1), say(2); k = say(3), l = say(4)))
t(() -> g(say(1), k = say(3), say(2)))
t(() -> g(k = say(3), say(1)))
t(() -> g(k = say(3), say(1); l = say(5)))
t(() -> g(say(1), (say(2),)...; k = say(4)))
t(() -> g((say(2),)..., say(1), k = say(4)))
t(() -> g(say.([2, 3])...; k = say(4)))
t(() -> h(say.([2, 3])..., say(4)))
t(() -> g(say(1); (k = say(4),)..., l = say(5)))
t(() -> g.(say([1]); k = say(2)))
t(() -> g.(say([1]), k = say(2)))
t(() -> g.(k = say(2), say([1])))
t(() -> (say(1) == 1 ? g : h)(say(2); k = say(3)))
t(() -> g(k = say(1)) do x; x; end)
t(() -> g(say(0), k = say(1)) do x; x; end)
t(() -> (a = say(1), b = say(2)))
t(() -> (; a = say(1), b = say(2)))
x = [1 2; 3 4]
t(() -> x[say(1), say(2)])
t(() -> (x[say(1), say(2)] = say(5)))
t(() -> (x[say(1), say(2)] += say(5)))
mutable struct M; a; end
m = M(1)
t(() -> ((say(1); m).a = say(2)))
t(() -> ((say(1); m).a += say(2)))
t(() -> say(1):say(2):say(3))
t(() -> say(1) < say(2) < say(3))
t(() -> "$(say(1)) $(say(2))")
t(() -> [say(1) say(2); say(3) say(4)])
t(() -> Int[say(1), say(2)])
t(() -> Dict(say(1) => say(2), say(3) => say(4)))
w = 0
function late()
    w = 1
    print(g2(w; k = (w = 2)), g2(w, k = (w = 3), w), g2(w + 0; k = (w = 4)), g2(k = w, begin w = 5 end), g2(; k = w, l = (w = 6), m = w))
    m = M(1)
    print(g2(m.a; k = (m.a = 2; 7)), g2([m.a]..., k = (m.a = 3)), g2(k = m.a, begin m.a = 4 end))
    v = [1]
    print(g2(v...; k = (v = [2, 3]; 8)), g2(v; k = (v = [9])))
    println()
end
g2(a...; k...) = (a, values(k))
late()
p = g2(w; k = 1) do x
    x
end
println(length(p[1]))
