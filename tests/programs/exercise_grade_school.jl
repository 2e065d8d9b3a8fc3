# A roster by grades, a tournament table, high scores.
struct School
    grades::Dict{Int,Vector{String}}
    School() = new(Dict())
end
function add!(s::School, name, grade)
    any(name in names for names in values(s.grades)) && return false
    list = get!(s.grades, grade, String[])
    insert!(list, searchsortedfirst(list, name), name)
    true
end
grade(s::School, n) = get(s.grades, n, String[])
roster(s::School) = [name for g in sort(collect(keys(s.grades))) for name in s.grades[g]]
s = School()
println([add!(s, n, g) for (n, g) in [("Jim", 2), ("Anna", 1), ("Zed", 2), ("Jim", 3), ("Barb", 1), ("Alf", 2)]])
println(roster(s), " ", grade(s, 2), " ", grade(s, 9) |> length)
const RESULTS = """
Allegoric Alaskans;Blithering Badgers;win
Devastating Donkeys;Courageous Californians;draw
Devastating Donkeys;Allegoric Alaskans;win
Courageous Californians;Blithering Badgers;loss
Blithering Badgers;Devastating Donkeys;loss
Allegoric Alaskans;Courageous Californians;win
"""
mutable struct Record
    wins::Int
    draws::Int
    losses::Int
end
Record() = Record(0, 0, 0)
played(r::Record) = r.wins + r.draws + r.losses
points(r::Record) = 3r.wins + r.draws
function tally(text)
    table = Dict{String,Record}()
    for line in split(text, "\n", keepempty=false)
        a, b, result = split(line, ";")
        ra, rb = get!(Record, table, a), get!(Record, table, b)
        if result == "win"
            ra.wins += 1
            rb.losses += 1
        elseif result == "loss"
            ra.losses += 1
            rb.wins += 1
        else
            ra.draws += 1
            rb.draws += 1
        end
    end
    table
end
println(rpad("Team", 30), " | MP |  W |  D |  L |  P")
for (team, r) in sort(collect(tally(RESULTS)), by=t -> (-points(t[2]), t[1]))
    println(rpad(team, 30), " | ", join((lpad(n, 2) for n in (played(r), r.wins, r.draws, r.losses, points(r))), " | "))
end
struct HighScores
    scores::Vector{Int}
end
latest(h::HighScores) = h.scores[end]
best(h::HighScores) = maximum(h.scores)
top_three(h::HighScores) = sort(h.scores, rev=true)[1:min(3, end)]
h = HighScores([30, 50, 20, 70, 10])
println(latest(h), " ", best(h), " ", top_three(h), " ", top_three(HighScores([5])))
