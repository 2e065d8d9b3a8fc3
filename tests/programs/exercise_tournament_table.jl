# A tournament table from a text, printed with padding; ties are broken by name.
mutable struct Team
    name::String
    won::Int
    drawn::Int
    lost::Int
end
Team(name::AbstractString) = Team(String(name), 0, 0, 0)
played(t::Team) = t.won + t.drawn + t.lost
points(t::Team) = 3t.won + t.drawn

function record!(teams, home, away, result)
    h = get!(() -> Team(home), teams, home)
    a = get!(() -> Team(away), teams, away)
    if result == "win"
        h.won += 1
        a.lost += 1
    elseif result == "loss"
        h.lost += 1
        a.won += 1
    elseif result == "draw"
        h.drawn += 1
        a.drawn += 1
    else
        throw(ArgumentError("unknown result: $result"))
    end
    return teams
end

function tally(lines)
    teams = Dict{String,Team}()
    for (n, line) in enumerate(lines)
        (isempty(strip(line)) || startswith(line, '#')) && continue
        fields = split(line, ';')
        if length(fields) != 3
            println(stdout, "line ", n, " skipped: ", repr(line))
            continue
        end
        record!(teams, fields...)
    end
    order = sort(collect(values(teams)), by = t -> (-points(t), t.name))
    io = IOBuffer()
    println(io, rpad("Team", 31), "| ", join(lpad.(["MP", "W", "D", "L", "P"], 2), " | "))
    for t in order
        println(io, rpad(t.name, 31), "| ", join((lpad(n, 2) for n in (played(t), t.won, t.drawn, t.lost, points(t))), " | "))
    end
    return String(take!(io))
end

results = """
# home;away;result of home
Allegoric Alaskans;Blithering Badgers;win
Devastating Donkeys;Courageous Californians;draw
Devastating Donkeys;Allegoric Alaskans;win
Courageous Californians;Blithering Badgers;loss
this line is broken
Blithering Badgers;Devastating Donkeys;loss
Allegoric Alaskans;Courageous Californians;win

"""
print(tally(split(results, '\n')))
print(tally(String[]))
try
    tally(["a;b;c"])
catch e
    println(sprint(showerror, e))
end

# Ranks with equal points share a place.
function ranks(scores::Vector{<:Pair})
    ordered = sort(scores, by = last, rev = true)
    place = Dict{String,Int}()
    for (i, (name, score)) in enumerate(ordered)
        same = findfirst(p -> last(p) == score, ordered)
        place[name] = same
    end
    return [name => place[name] for (name, _) in ordered]
end
println(ranks(["ann" => 10, "bob" => 12, "cid" => 10, "dora" => 7]))
scores = Dict("ann" => [3, 9, 4], "bob" => [8], "cid" => Int[])
for name in sort!(collect(keys(scores)))
    s = scores[name]
    best = isempty(s) ? missing : maximum(s)
    average = isempty(s) ? NaN : round(sum(s) / length(s), digits = 2)
    println(name, ": best ", best, ", average ", average, ", top two ", partialsort(s, 1:min(2, length(s)), rev = true))
end
println(mapreduce(length, +, values(scores)), " ", reduce(vcat, [scores[k] for k in ("ann", "bob")]))
