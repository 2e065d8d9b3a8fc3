# Perfect play at tic-tac-toe by minimax over an immutable board.
struct Board
    cells::NTuple{9,Char}
end
Board() = Board(ntuple(_ -> ' ', 9))
Board(s::String) = Board(Tuple(c == '.' ? ' ' : c for c in s))
const WINS = ((1, 2, 3), (4, 5, 6), (7, 8, 9), (1, 4, 7), (2, 5, 8), (3, 6, 9), (1, 5, 9), (3, 5, 7))
Base.getindex(b::Board, i) = b.cells[i]
place(b::Board, i, p) = Board(ntuple(k -> k == i ? p : b.cells[k], 9))
moves(b::Board) = [i for i in 1:9 if b[i] == ' ']
function winner(b::Board)
    for (x, y, z) in WINS
        b[x] != ' ' && b[x] == b[y] == b[z] && return b[x]
    end
    nothing
end
other(p) = p == 'X' ? 'O' : 'X'
nodes = Ref(0)
function best(b::Board, p, cache=Dict{Tuple{Board,Char},Tuple{Int,Int}}())
    get!(cache, (b, p)) do
        nodes[] += 1
        w = winner(b)
        w === nothing || return (w == p ? 1 : -1, 0)
        ms = moves(b)
        isempty(ms) && return (0, 0)
        maximum(ms) do m
            score, _ = best(place(b, m, p), other(p), cache)
            (-score, -m)
        end
    end
end
function Base.show(io::IO, b::Board)
    for r in 0:2
        println(io, join((b[3r+c] == ' ' ? "." : string(b[3r+c]) for c in 1:3), " "))
    end
end
score, m = best(Board(), 'X')
println(score, " ", -m, " ", nodes[])
print(Board("XO.OX...."))
println(best(Board("XO.OX...."), 'X'), " ", best(Board("XX.OO...."), 'O'), " ", winner(Board("XXXOO....")), " ", winner(Board()) === nothing)
b, p, history = Board(), 'X', Int[]
while winner(b) === nothing && !isempty(moves(b))
    choice = -best(b, p)[2]
    push!(history, choice)
    global b = place(b, choice, p)
    global p = other(p)
end
println(history, " ", something(winner(b), "draw"))
print(b)
println(Board() == Board("........."), " ", hash(Board()) == hash(Board(".........")), " ", length(moves(Board("X........"))))
