# Games on bit boards: connect four, lights out, a peg solitaire move counter.
const COLUMNS = 7
const ROWS = 6
struct Board
    mine::UInt64
    theirs::UInt64
    moves::Int
end
Board() = Board(0, 0, 0)
bit(col, row) = UInt64(1) << (col * (ROWS + 1) + row)
height(b::Board, col) = count(row -> (b.mine | b.theirs) & bit(col, row) != 0, 0:ROWS-1)
can_play(b, col) = height(b, col) < ROWS
play(b::Board, col) = Board(b.theirs, b.mine | bit(col, height(b, col)), b.moves + 1)
function wins(stones::UInt64)
    for step in (1, ROWS, ROWS + 1, ROWS + 2)
        m = stones & (stones >> step)
        m & (m >> 2step) != 0 && return true
    end
    return false
end
function Base.show(io::IO, b::Board)
    mover, other = iseven(b.moves) ? ('X', 'O') : ('O', 'X')
    for row in ROWS-1:-1:0
        for col in 0:COLUMNS-1
            m = bit(col, row)
            print(io, b.mine & m != 0 ? mover : b.theirs & m != 0 ? other : '.')
        end
        row > 0 && println(io)
    end
end
function replay(columns)
    b = Board()
    for c in columns
        can_play(b, c) || return (b, "column $c is full")
        b = play(b, c)
        wins(b.theirs) && return (b, "won after $(b.moves) moves")
    end
    return b, "open"
end
for game in ([3, 3, 2, 4, 1, 5, 0], [0, 1, 0, 1, 0, 1, 0], [0, 1, 1, 2, 2, 3, 2, 3, 3, 6, 3], fill(4, 7))
    b, result = replay(game)
    println(b)
    println(result, ", bits ", count_ones(b.mine | b.theirs))
end
function negamax(b::Board, depth)
    wins(b.theirs) && return -100 - depth
    depth == 0 && return 0
    best = typemin(Int)
    for c in 0:COLUMNS-1
        can_play(b, c) || continue
        best = max(best, -negamax(play(b, c), depth - 1))
    end
    return best == typemin(Int) ? 0 : best
end
b, _ = replay([3, 0, 3, 0, 3])
scores = Dict(c => -negamax(play(b, c), 3) for c in 0:COLUMNS-1)
println(sort(collect(scores)), " best reply ", argmax(scores))

# Lights out on a 5x5 board: the fewest presses by chasing the first row.
toggle_mask(i, n) = begin
    r, c = divrem(i, n)
    m = UInt32(1) << i
    r > 0 && (m |= UInt32(1) << (i - n))
    r < n - 1 && (m |= UInt32(1) << (i + n))
    c > 0 && (m |= UInt32(1) << (i - 1))
    c < n - 1 && (m |= UInt32(1) << (i + 1))
    m
end
function lights_out(lit::UInt32, n)
    masks = [toggle_mask(i, n) for i in 0:n^2-1]
    best = nothing
    for first_row in UInt32(0):UInt32(2^n - 1)
        state, presses = lit, UInt32(0)
        for i in 0:n^2-1
            press = i < n ? (first_row >> i) & 1 == 1 : (state >> (i - n)) & 1 == 1
            if press
                state ⊻= masks[i+1]
                presses |= UInt32(1) << i
            end
        end
        if state == 0 && (best === nothing || count_ones(presses) < count_ones(best))
            best = presses
        end
    end
    return best
end
for lit in (0x00000000, 0x0000001f, 0x01ffffff, 0x00000001)
    best = lights_out(UInt32(lit), 5)
    if isnothing(best)
        println(string(lit, base = 16, pad = 7), ": no solution")
    else
        println(string(lit, base = 16, pad = 7), ": ", count_ones(best), " presses ", bitstring(best)[8:end])
    end
end
println(bitstring(toggle_mask(12, 5))[8:end], " ", trailing_zeros(bit(2, 3)), " ", leading_zeros(bit(6, 5)))
