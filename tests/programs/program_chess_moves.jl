# Chess: a board from FEN, moves of knights, sliders and kings, attacks, a knight's tour by Warnsdorff's rule.
struct Board
    squares::Matrix{Char}
end
function Board(fen::AbstractString)
    squares = fill('.', 8, 8)
    for (r, row) in enumerate(split(fen, '/'))
        c = 1
        for ch in row
            if isdigit(ch)
                c += ch - '0'
            else
                squares[r, c] = ch
                c += 1
            end
        end
        c == 9 || throw(ArgumentError("row $r of the position has $(c - 1) squares"))
    end
    return Board(squares)
end
Base.show(io::IO, b::Board) = for r in 1:8
    println(io, 9 - r, " ", join(b.squares[r, :], ' '))
end
square(name) = (9 - parse(Int, name[2]), name[1] - 'a' + 1)
name(r, c) = string('a' + c - 1, 9 - r)
iswhite(p) = isuppercase(p)
inside(r, c) = 1 <= r <= 8 && 1 <= c <= 8
const STRAIGHT = [(0, 1), (1, 0), (0, -1), (-1, 0)]
const DIAGONAL = [(1, 1), (1, -1), (-1, 1), (-1, -1)]
const KNIGHT = [(a, b) for a in -2:2 for b in -2:2 if abs(a * b) == 2]
function targets(b::Board, r, c)
    p = b.squares[r, c]
    kind = lowercase(p)
    steps, far = kind == 'n' ? (KNIGHT, 1) : kind == 'k' ? ([STRAIGHT; DIAGONAL], 1) :
        kind == 'r' ? (STRAIGHT, 7) : kind == 'b' ? (DIAGONAL, 7) : kind == 'q' ? ([STRAIGHT; DIAGONAL], 7) : (Tuple{Int,Int}[], 0)
    found = Tuple{Int,Int}[]
    for (dr, dc) in steps, k in 1:far
        y, x = r + k * dr, c + k * dc
        inside(y, x) || continue
        any(b.squares[r+j*dr, c+j*dc] != '.' for j in 1:k-1) && continue
        other = b.squares[y, x]
        (other == '.' || iswhite(other) != iswhite(p)) && push!(found, (y, x))
    end
    if kind == 'p'
        d = iswhite(p) ? -1 : 1
        if inside(r + d, c) && b.squares[r+d, c] == '.'
            push!(found, (r + d, c))
            r == (iswhite(p) ? 7 : 2) && b.squares[r+2d, c] == '.' && push!(found, (r + 2d, c))
        end
        for dc in (-1, 1)
            inside(r + d, c + dc) && (o = b.squares[r+d, c+dc]) != '.' && iswhite(o) != iswhite(p) && push!(found, (r + d, c + dc))
        end
    end
    return sort!(found)
end
moves(b, at) = [name(t...) for t in targets(b, square(at)...)]
b = Board("r3k2r/pp3ppp/2n5/3q4/3P4/2N5/PP3PPP/R2QK2R")
print(b)
for at in ["c3", "d1", "d4", "e1", "a2", "d5", "c6", "h8"]
    println(at, " ", b.squares[square(at)...], ": ", join(moves(b, at), " "))
end
value(p) = get(Dict('p' => 1, 'n' => 3, 'b' => 3, 'r' => 5, 'q' => 9), lowercase(p), 0) * (iswhite(p) ? 1 : -1)
println(sum(value, filter(!=('.'), b.squares)), " ", count(islowercase, b.squares), " ", length([1 for r in 1:8, c in 1:8 for t in targets(b, r, c) if b.squares[r, c] != '.' && iswhite(b.squares[r, c])]))
attacked = falses(8, 8)
for r in 1:8, c in 1:8
    islowercase(b.squares[r, c]) && foreach(t -> attacked[t...] = true, targets(b, r, c))
end
println(sum(attacked), " ", [name(r, c) for c in 1:8 for r in 1:8 if attacked[r, c] && isuppercase(b.squares[r, c])])
try
    Board("8/8/9")
catch e
    println(e.msg)
end
function tour(n, r, c)
    visited = zeros(Int, n, n)
    free(r, c) = [(r + a, c + b) for (a, b) in KNIGHT if checkbounds(Bool, visited, r + a, c + b) && visited[r+a, c+b] == 0]
    for k in 1:n^2
        visited[r, c] = k
        options = free(r, c)
        isempty(options) && return visited, k
        r, c = options[argmin([length(free(o...)) for o in options])]
    end
    return visited, n^2
end
t, n = tour(6, 1, 1)
println(n, " ", sort(vec(t))[1:3], " ", all(any(t[i] == k + 1 for i in CartesianIndices(t) if abs((i - p)[1] * (i - p)[2]) == 2) for (k, p) in ((k, findfirst(==(k), t)) for k in 1:n-1)))
