# Scores of a game of bowling, with the errors of impossible rolls.
mutable struct Game
    rolls::Vector{Int}
    Game() = new(Int[])
end
struct BadRoll <: Exception
    reason::String
end
function frames(rolls)
    out = Vector{Int}[]
    i = 1
    while i <= length(rolls) && length(out) < 9
        n = rolls[i] == 10 ? 1 : min(2, length(rolls) - i + 1)
        push!(out, rolls[i:i+n-1])
        i += n
    end
    i <= length(rolls) && push!(out, rolls[i:end])
    out
end
function finished(g::Game)
    f = frames(g.rolls)
    length(f) == 10 || return false
    last_frame = f[10]
    length(last_frame) == 3 || (length(last_frame) == 2 && sum(last_frame) < 10)
end
function roll!(g::Game, pins)
    0 <= pins <= 10 || throw(BadRoll("no such number of pins: $pins"))
    finished(g) && throw(BadRoll("the game is over"))
    push!(g.rolls, pins)
    f = frames(g.rolls)[end]
    bad = length(frames(g.rolls)) < 10 ? sum(f) > 10 :
          length(f) == 2 ? (f[1] < 10 && sum(f) > 10) :
          length(f) == 3 ? (f[1] == 10 && f[2] < 10 && f[2] + f[3] > 10) : false
    if bad
        pop!(g.rolls)
        throw(BadRoll("too many pins"))
    end
    g
end
function score(g::Game)
    finished(g) || throw(BadRoll("the game is not over"))
    total, i = 0, 1
    for frame in 1:10
        if g.rolls[i] == 10
            total += 10 + g.rolls[i+1] + g.rolls[i+2]
            i += 1
        elseif g.rolls[i] + g.rolls[i+1] == 10
            total += 10 + g.rolls[i+2]
            i += 2
        else
            total += g.rolls[i] + g.rolls[i+1]
            i += 2
        end
    end
    total
end
play(rolls) = foldl(roll!, rolls; init=Game())
println(score(play(fill(0, 20))), " ", score(play(fill(10, 12))), " ", score(play([fill(5, 20); 5])), " ", score(play(repeat([3, 6], 10))))
println(score(play([6; 4; 3; zeros(Int, 17)])), " ", score(play(vcat(10, 5, 3, fill(0, 16)))), " ", score(play([zeros(Int, 18)..., 7, 3, 7])))
for rolls in ([11], [-1], [5, 6], [zeros(Int, 20); 0], [zeros(Int, 18); 10; 5; 6], [0, 0])
    try
        println(score(play(rolls)))
    catch e
        e isa BadRoll || rethrow()
        println(rolls[1:min(end, 2)], "…: ", e.reason)
    end
end
