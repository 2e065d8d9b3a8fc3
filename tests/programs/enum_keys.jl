# Values of an enumeration as keys and members.
@enum D up down
d = Dict(up => 1, down => 2)
println(d[up], d[down], length(Set([up, down, up])))
