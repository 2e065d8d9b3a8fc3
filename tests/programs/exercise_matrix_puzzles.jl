# Exercises on matrices: spirals, saddle points, magic squares, rotations, sudoku, word search, bingo.
function spiral(n)
    m = zeros(Int, n, n)
    r, c, dr, dc = 1, 1, 0, 1
    for k in 1:n^2
        m[r, c] = k
        if !checkbounds(Bool, m, r + dr, c + dc) || m[r+dr, c+dc] != 0
            dr, dc = dc, -dr
        end
        r, c = r + dr, c + dc
    end
    return m
end
for n in 2:4
    show(stdout, spiral(n))
    println()
end
unwind(m) = isempty(m) ? eltype(m)[] : [m[1, :]; unwind(rotl90(m[2:end, :]))]
println(unwind(spiral(4)) == 1:16, " ", unwind([1 2 3; 4 5 6]), " ", unwind(reshape(1:3, 3, 1)))
saddle(m) = [(r, c) for r in axes(m, 1), c in axes(m, 2) if m[r, c] == maximum(m[r, :]) == minimum(m[:, c])]
println(saddle([9 8 7; 5 3 2; 6 6 7]), " ", saddle([4 5 4; 3 5 5; 1 5 4]), " ", length(saddle(zeros(Int, 0, 0))))
function magic(n)
    isodd(n) || throw(ArgumentError("odd sizes only"))
    m = zeros(Int, n, n)
    r, c = 1, n ÷ 2 + 1
    for k in 1:n^2
        m[r, c] = k
        r2, c2 = mod1(r - 1, n), mod1(c + 1, n)
        r, c = m[r2, c2] == 0 ? (r2, c2) : (mod1(r + 1, n), c)
    end
    return m
end
ismagic(m) = (t = sum(m[1, :]); all(sum(m, dims = 1) .== t) && all(sum(m, dims = 2) .== t) && sum(m[i, i] for i in axes(m, 1)) == sum(m[i, end-i+1] for i in axes(m, 1)) == t)
println(magic(3), " ", ismagic(magic(5)), " ", ismagic([1 2; 3 4]), " ", sum(magic(5), dims = 1))
m = [1 2 3; 4 5 6]
println(rotr90(m), rotl90(m), rot180(m), permutedims(m), reverse(m, dims = 2), reverse(m, dims = 1), circshift(m, (0, 1)))
println(m[end:-1:1, :], " ", vec(m), " ", m[:], " ", reshape(m, 3, 2), " ", [m; 7 8 9], " ", [m m], " ", hcat(m, [0, 0]), " ", vcat(m, m)[3, :], " ", cat(m, m, dims = 3)[:, :, 2] == m)
sudoku_text = "530070000600195000098000060800060003400803001700020006060000280000419005000080079"
grid = permutedims(reshape([parse(Int, c) for c in sudoku_text], 9, 9))
function possible(g, r, c)
    used = falses(9)
    for k in 1:9
        g[r, k] > 0 && (used[g[r, k]] = true)
        g[k, c] > 0 && (used[g[k, c]] = true)
    end
    br, bc = 3 * ((r - 1) ÷ 3), 3 * ((c - 1) ÷ 3)
    for v in view(g, br+1:br+3, bc+1:bc+3)
        v > 0 && (used[v] = true)
    end
    return findall(.!used)
end
function solve!(g)
    best = nothing
    for c in 1:9, r in 1:9
        g[r, c] == 0 || continue
        options = possible(g, r, c)
        if best === nothing || length(options) < length(best[3])
            best = (r, c, options)
        end
    end
    best === nothing && return true
    r, c, options = best
    for v in options
        g[r, c] = v
        solve!(g) && return true
    end
    g[r, c] = 0
    return false
end
println(count(iszero, grid), " ", possible(grid, 1, 3), " ", solve!(grid))
foreach(r -> println(join(grid[r, :], ' ')), 1:3)
println(all(sort(grid[r, :]) == 1:9 for r in 1:9), all(isperm(grid[:, c]) for c in 1:9), sum(grid))
letters = permutedims(hcat(collect.(["jefblpepre", "camdcimgtc", "oivokprjsm", "pbwasqroua", "rixilelhrs", "wolcqlirpc", "screeaumgr", "alxhpburyi", "jalaycalmp", "clojurermt"])...))
function search(g, word)
    for start in CartesianIndices(g), d in CartesianIndices((-1:1, -1:1))
        d == CartesianIndex(0, 0) && continue
        path = [start + k * d for k in 0:length(word)-1]
        checkbounds(Bool, g, last(path)) && all(g[I] == ch for (I, ch) in zip(path, word)) && return Tuple(first(path)) => Tuple(last(path))
    end
    return nothing
end
foreach(w -> println(search(letters, w)), ("clojure", "scree", "lua", "zzz"))
cards = [[1 2 3; 4 5 6; 7 8 9], [9 8 7; 1 5 3; 2 4 6]]
function bingo(cards, numbers)
    marks = [falses(size(c)) for c in cards]
    for n in numbers, (card, mark) in zip(cards, marks)
        mark[card.==n] .= true
        if any(all(mark, dims = 1)) || any(all(mark, dims = 2))
            return n, findfirst(==(card), cards), sum(card[.!mark])
        end
    end
end
println(bingo(cards, [5, 1, 9, 3, 2]), " ", bingo(cards, Int[]))
