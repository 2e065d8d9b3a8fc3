# Conway's game of life on a torus.
function step(board)
    rows, cols = size(board)
    next = zeros(Int, rows, cols)
    for i in 1:rows, j in 1:cols
        neighbours = 0
        for di in -1:1, dj in -1:1
            di == 0 && dj == 0 && continue
            neighbours += board[mod1(i + di, rows), mod1(j + dj, cols)]
        end
        next[i, j] = neighbours == 3 || (neighbours == 2 && board[i, j] == 1) ? 1 : 0
    end
    next
end
function display_board(board)
    for i in 1:size(board, 1)
        for j in 1:size(board, 2)
            print(board[i, j] == 1 ? "#" : ".")
        end
        println()
    end
    println()
end
board = zeros(Int, 6, 6)
for (i, j) in [(1, 2), (2, 3), (3, 1), (3, 2), (3, 3)]
    board[i, j] = 1
end
display_board(board)
for generation in 1:4
    global board = step(board)
end
display_board(board)
println(sum(board))
