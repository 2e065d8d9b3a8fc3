# Permutations, combinations, subsets, queens, sudoku.
function permutations(v)
    length(v) <= 1 && return [copy(v)]
    [vcat(v[i], p) for i in eachindex(v) for p in permutations(vcat(v[1:i-1], v[i+1:end]))]
end
println(permutations([1, 2, 3]), " ", length(permutations(collect(1:6))))
function combinations(v, k)
    k == 0 && return [eltype(v)[]]
    out = Vector{eltype(v)}[]
    for i in 1:length(v)-k+1, rest in combinations(v[i+1:end], k - 1)
        push!(out, [v[i]; rest])
    end
    out
end
println(combinations([1, 2, 3, 4], 2), " ", length(combinations(collect("abcdef"), 3)))
subsets(v) = [[v[i] for i in eachindex(v) if (mask >> (i - 1)) & 1 == 1] for mask in 0:2^length(v)-1]
println(length(subsets([1, 2, 3, 4])), " ", [join(s) for s in subsets(['a', 'b', 'c'])])
function queens(n)
    solutions = 0
    first_one = Int[]
    place = Int[]
    function try_row(row)
        if row > n
            solutions += 1
            solutions == 1 && (first_one = copy(place))
            return
        end
        for col in 1:n
            if all(place[r] != col && abs(place[r] - col) != row - r for r in 1:row-1)
                push!(place, col)
                try_row(row + 1)
                pop!(place)
            end
        end
    end
    try_row(1)
    (solutions, first_one)
end
for n in 4:7
    println(n, " ", queens(n))
end
function solve!(board)
    spot = findfirst(isequal(0), board)
    spot === nothing && return true
    r, c = Tuple(spot)
    for d in 1:4
        br, bc = 2 * ((r - 1) ÷ 2), 2 * ((c - 1) ÷ 2)
        if !(d in board[r, :]) && !(d in board[:, c]) && !(d in board[br+1:br+2, bc+1:bc+2])
            board[r, c] = d
            solve!(board) && return true
            board[r, c] = 0
        end
    end
    false
end
board = [1 0 0 0; 0 0 3 0; 0 4 0 0; 0 0 0 2]
println(solve!(board))
for r in 1:4
    println(join(board[r, :], " "))
end
function partitions(n, largest=n)
    n == 0 && return [Int[]]
    [vcat(k, p) for k in min(n, largest):-1:1 for p in partitions(n - k, k)]
end
println(partitions(5), " ", length(partitions(12)))
function parens(n)
    out = String[]
    function go(s, o, c)
        length(s) == 2n && return push!(out, s)
        o < n && go(s * "(", o + 1, c)
        c < o && go(s * ")", o, c + 1)
    end
    go("", 0, 0)
    out
end
println(parens(3))
hanoi(n, a, b, c) = n == 0 ? 0 : hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
println(hanoi(10, :left, :middle, :right))
