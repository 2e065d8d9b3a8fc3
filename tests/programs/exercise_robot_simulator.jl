# A robot that turns and advances on a grid.
mutable struct Robot
    x::Int
    y::Int
    heading::Symbol
end
const COMPASS = [:north, :east, :south, :west]
turn!(r::Robot, by) = (i = findfirst(isequal(r.heading), COMPASS); r.heading = COMPASS[mod1(i + by, 4)]; r)
function advance!(r::Robot)
    if r.heading === :north
        r.y += 1
    elseif r.heading === :south
        r.y -= 1
    elseif r.heading == :east
        r.x += 1
    else
        r.x -= 1
    end
    r
end
function move!(r::Robot, instructions)
    for c in instructions
        c == 'R' ? turn!(r, 1) : c == 'L' ? turn!(r, -1) : c == 'A' ? advance!(r) : error("unknown instruction '$c'")
    end
    r
end
Base.show(io::IO, r::Robot) = print(io, "Robot at (", r.x, ", ", r.y, ") facing ", r.heading)
println(move!(Robot(7, 3, :north), "RAALAL"))
println(move!(Robot(0, 0, :east), "LAAARALA"))
println(move!(Robot(2, -7, :east), "RRAAAAALA"))
println(move!(Robot(8, 4, :south), "LAAARRRALLLL"))
r = Robot(0, 0, :north)
for _ in 1:5
    turn!(r, 1)
end
println(r)
try
    move!(r, "AAX")
catch e
    println(e.msg, " after ", r)
end
println(r.heading isa Symbol, " ", string(r.heading), " ", length(COMPASS), " ", COMPASS[1])
