# Eight queens by backtracking.
function safe(columns, row, col)
    for r in 1:row-1
        c = columns[r]
        (c == col || abs(c - col) == row - r) && return false
    end
    true
end
function queens!(columns, row, n)
    row > n && return 1
    count = 0
    for col in 1:n
        if safe(columns, row, col)
            columns[row] = col
            count += queens!(columns, row + 1, n)
        end
    end
    count
end
for n in 1:7
    println(n, ": ", queens!(zeros(Int, n), 1, n))
end
function first_solution!(columns, row)
    n = length(columns)
    row > n && return true
    for col in 1:n
        if safe(columns, row, col)
            columns[row] = col
            first_solution!(columns, row + 1) && return true
        end
    end
    false
end
board = zeros(Int, 8)
first_solution!(board, 1)
for r in 1:8
    for c in 1:8
        print(board[r] == c ? 'Q' : '.')
    end
    println()
end
