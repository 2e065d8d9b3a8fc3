# Values that are one of several types, and nothing.
function find_first(f, v)
    for i in eachindex(v)
        f(v[i]) && return i
    end
    nothing
end
r = find_first(x -> x > 3, [1, 5, 2])
println(r, " ", r === nothing, " ", find_first(x -> x > 9, [1, 2]), " ", isnothing(find_first(isodd, [2])))
maybe(n) = n > 0 ? n : nothing
total = 0
for i in -2:2
    m = maybe(i)
    if m !== nothing
        global total += m
    end
end
println(total)
either(n) = iseven(n) ? n : n / 2
println(either(4), " ", either(5), " ", typeof(either(4)), " ", typeof(either(5)))
println([either(i) for i in 1:3], " ", [maybe(i) for i in 0:1])
f(x::Int) = "int"
f(x::Float64) = "float"
f(x::Nothing) = "nothing"
for x in Any[1, 2.0, nothing]
    println(f(x))
end
g(x::Union{Int, String}) = string("union ", x)
g(x) = "other"
println(g(1), " ", g("s"), " ", g(1.5))
println(something(nothing, 3), " ", something(1, 2), " ", nothing isa Nothing, " ", Int <: Union{Int, String})
v = Union{Int, Nothing}[1, nothing, 3]
s = 0
for x in v
    x === nothing && continue
    global s += x
end
println(s, " ", v, " ", length(v))
mutable struct Slot
    item::Union{Int, Nothing}
end
slot = Slot(nothing)
println(slot.item === nothing)
slot.item = 5
println(slot.item + 1, " ", slot)
println(typeof(nothing), " ", nothing)
