# Solves sudokus by trying the cell with the fewest choices first; choices are sets of bits.
const HARD = (
    "8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..",
    "..............3.85..1.2.......5.7.....4...1...9.......5......73..2.1........4...9",
    "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......",
)

struct Board
    cells::Matrix{Int}
    rows::Vector{UInt16}
    columns::Vector{UInt16}
    boxes::Vector{UInt16}
end
Board() = Board(zeros(Int, 9, 9), zeros(UInt16, 9), zeros(UInt16, 9), zeros(UInt16, 9))

box(i, j) = 3 * div(i - 1, 3) + div(j - 1, 3) + 1
bit(digit) = UInt16(1) << digit
choices(board, i, j) = ~(board.rows[i] | board.columns[j] | board.boxes[box(i, j)]) & 0x03fe

function flip!(board, i, j, digit)
    board.rows[i] ⊻= bit(digit)
    board.columns[j] ⊻= bit(digit)
    board.boxes[box(i, j)] ⊻= bit(digit)
end

function Board(text::String)
    board = Board()
    for (at, char) in enumerate(text)
        char == '.' && continue
        i, j = fldmod1(at, 9)
        board.cells[i, j] = char - '0'
        flip!(board, i, j, char - '0')
    end
    return board
end

mutable struct Effort
    tried::Int
end

function solve!(board, effort)
    fewest, row, column = 10, 0, 0
    for i in 1:9, j in 1:9
        board.cells[i, j] == 0 || continue
        open = count_ones(choices(board, i, j))
        if open < fewest
            fewest, row, column = open, i, j
        end
    end
    row == 0 && return true
    open = choices(board, row, column)
    while open != 0
        digit = trailing_zeros(open)
        open &= open - 0x0001
        effort.tried += 1
        board.cells[row, column] = digit
        flip!(board, row, column, digit)
        solve!(board, effort) && return true
        flip!(board, row, column, digit)
        board.cells[row, column] = 0
    end
    return false
end

for text in HARD
    board = Board(text)
    effort = Effort(0)
    solved = solve!(board, effort)
    println(solved ? "solved" : "no solution", " after ", effort.tried, " trials:")
    for i in 1:9
        println("  ", join(board.cells[i, :], " "))
    end
end
