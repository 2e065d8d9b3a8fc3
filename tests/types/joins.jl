# Prints the table `joins.txt`: for pairs of the types of relations.txt, by number, what real Julia's `typejoin` gives;
# and how unions are ordered. Run after relations.jl, in its folder:
#   julia joins.jl > joins.txt
redirect_stdout(open("/dev/null", "w")) do
    include("relations.jl")
end
using Random
rng = MersenneTwister(5)
for _ in 1:2500
    i, j = rand(rng, 1:length(values), 2)
    form = try sexpr(typejoin(values[i], values[j])) catch; continue end
    println("join ", i, " ", j, " ", form, " # ", TYPES[i], " | ", TYPES[j])
end
