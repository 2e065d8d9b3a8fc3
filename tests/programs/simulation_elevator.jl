# A lift that serves requests, as a state machine with enumerated states.
@enum Direction down = -1 idle = 0 up = 1
mutable struct Lift
    floor::Int
    direction::Direction
    stops::Set{Int}
    log::Vector{String}
end
Lift() = Lift(0, idle, Set{Int}(), String[])
request!(lift::Lift, floors...) = union!(lift.stops, floors)
function choose!(lift::Lift)
    if isempty(lift.stops)
        lift.direction = idle
    elseif lift.direction == up && any(>(lift.floor), lift.stops)
        lift.direction = up
    elseif lift.direction == down && any(<(lift.floor), lift.stops)
        lift.direction = down
    else
        nearest = minimum(f -> (abs(f - lift.floor), f), lift.stops)[2]
        lift.direction = nearest > lift.floor ? up : nearest < lift.floor ? down : idle
    end
end
function tick!(lift::Lift)
    if lift.floor in lift.stops
        delete!(lift.stops, lift.floor)
        push!(lift.log, "open at $(lift.floor)")
    else
        choose!(lift)
        lift.floor += Int(lift.direction)
        lift.direction == idle || push!(lift.log, "$(lift.direction) to $(lift.floor)")
    end
    lift
end
lift = Lift()
request!(lift, 3, 1)
ticks = 0
while !isempty(lift.stops) && ticks < 50
    tick!(lift)
    ticks == 2 && request!(lift, 0, 4)
    global ticks += 1
end
foreach(println, lift.log)
println("ticks: ", ticks, ", at ", lift.floor, ", ", choose!(lift))
println(Direction(1), " ", Int(down), " ", instances(Direction), " ", up > down, " ", idle == Direction(0))
println(Symbol(up), " ", string(idle), " ", [d for d in instances(Direction) if Int(d) != 0])
try
    Direction(7)
catch e
    println(e isa ArgumentError)
end
counts = Dict(d => count(l -> startswith(l, string(d)), lift.log) for d in instances(Direction))
println(counts[up], " ", counts[down], " ", counts[idle])
