# Puzzles by backtracking: nonograms, n-queens counts, magic hexagon rows, cryptarithms, exact cover of dominoes, 24 game.
function fits(clue, n)
    isempty(clue) && return [zeros(Bool, n)]
    out = Vector{Bool}[]
    k = clue[1]
    rest = clue[2:end]
    for start in 0:n-k-sum([0; rest])-length(rest)
        head = vcat(falses(start), trues(k))
        if isempty(rest)
            push!(out, vcat(head, falses(n - length(head))))
        else
            for tail in fits(rest, n - length(head) - 1)
                push!(out, vcat(head, false, tail))
            end
        end
    end
    return out
end
println(length(fits([1], 4)), " ", length(fits([2, 1], 6)), " ", Int.(fits([3], 3)[1]), " ", length(fits(Int[], 5)))
function nonogram(rows, cols)
    m, n = length(rows), length(cols)
    row_options = [fits(r, n) for r in rows]
    col_options = [fits(c, m) for c in cols]
    rounds = 0
    while any(o -> length(o) > 1, row_options)
        rounds += 1
        for c in 1:n
            for value in (false, true), r in 1:m
                all(o[c] == value for o in row_options[r]) && filter!(o -> o[r] == value, col_options[c])
            end
        end
        for r in 1:m, value in (false, true), c in 1:n
            all(o[r] == value for o in col_options[c]) && filter!(o -> o[c] == value, row_options[r])
        end
        rounds > 20 && return nothing
    end
    return [row_options[r][1][c] for r in 1:m, c in 1:n], rounds
end
picture, rounds = nonogram([[1, 1], [5], [5], [3], [1]], [[2], [4], [4], [4], [2]])
foreach(r -> println(join(x ? '#' : '.' for x in picture[r, :])), axes(picture, 1))
println(rounds, " ", sum(picture))
function queens(n, row = 1, cols = 0, left = 0, right = 0)
    row > n && return 1
    total = 0
    free = ((1 << n) - 1) & ~(cols | left | right)
    while free != 0
        bit = free & -free
        free ⊻= bit
        total += queens(n, row + 1, cols | bit, (left | bit) << 1, (right | bit) >> 1)
    end
    return total
end
println([queens(n) for n in 1:8])
function cryptarithm(words, result)
    letters = unique(join([words; result]))
    leading = Set(first.([words; result]))
    weights = [sum([10^(length(w) - i) * (w[i] == l) for w in words for i in eachindex(w)]) - sum([10^(length(result) - i) * (result[i] == l) for i in eachindex(result)]) for l in letters]
    order = sortperm(abs.(weights), rev = true)
    assigned = Dict{Char,Int}()
    function go(k, total, used)
        k > length(order) && return total == 0
        l = letters[order[k]]
        for d in 0:9
            (used >> d) & 1 == 1 && continue
            d == 0 && l in leading && continue
            assigned[l] = d
            go(k + 1, total + d * weights[order[k]], used | (1 << d)) && return true
        end
        delete!(assigned, l)
        return false
    end
    go(1, 0, 0) || return nothing
    return sort(collect(assigned))
end
println(cryptarithm(["TO", "GO"], "OUT"), " ", cryptarithm(["A", "A"], "B") !== nothing, " ", cryptarithm(["AB"], "CDE"))
dominoes(w, h) = begin
    filled = falses(h, w)
    function place()
        at = findfirst(.!vec(filled))
        at === nothing && return 1
        c, r = divrem(at - 1, h) .+ 1
        total = 0
        for (dr, dc) in ((1, 0), (0, 1))
            y, x = r + dr, c + dc
            (y > h || x > w || filled[y, x]) && continue
            filled[r, c] = filled[y, x] = true
            total += place()
            filled[r, c] = filled[y, x] = false
        end
        return total
    end
    place()
end
println([dominoes(w, 2) for w in 1:8], " ", dominoes(4, 4), " ", dominoes(3, 3))
function game24(numbers, texts = string.(numbers))
    length(numbers) == 1 && return numbers[1] == 24 ? texts[1] : nothing
    for i in eachindex(numbers), j in eachindex(numbers)
        i == j && continue
        rest = [k for k in eachindex(numbers) if k != i && k != j]
        for (op, f) in (('+', +), ('-', -), ('*', *), ('/', //))
            op == '/' && numbers[j] == 0 && continue
            found = game24([f(numbers[i], numbers[j]); numbers[rest]], ["($(texts[i])$op$(texts[j]))"; texts[rest]])
            found === nothing || return found
        end
    end
    return nothing
end
println(game24(Rational[4, 6, 8, 2], ["4", "6", "8", "2"]), " ", game24(Rational[3, 3, 8, 8], ["3", "3", "8", "8"]), " ", game24(Rational[1, 1, 1, 1], fill("1", 4)))
