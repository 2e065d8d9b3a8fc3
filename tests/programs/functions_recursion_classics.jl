# Recursion: Ackermann, Hanoi, permutations, partitions, Gray codes, flood fill, expression trees, mutual recursion.
ackermann(m, n) = m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1))
println([ackermann(m, n) for m in 0:2, n in 0:3], " ", ackermann(2, 9))
function hanoi(n, from = :A, to = :C, via = :B; moves = Pair{Symbol,Symbol}[])
    n == 0 && return moves
    hanoi(n - 1, from, via, to; moves = moves)
    push!(moves, from => to)
    hanoi(n - 1, via, to, from; moves = moves)
end
println(join(("$a→$b" for (a, b) in hanoi(3)), " "), " ", length(hanoi(10)))
permutations(v) = isempty(v) ? [eltype(v)[]] : [[x; p] for x in v for p in permutations(filter(!isequal(x), v))]
combinations(v, k) = k == 0 ? [eltype(v)[]] : [[v[i]; rest] for i in 1:length(v)-k+1 for rest in combinations(v[i+1:end], k - 1)]
println(permutations([1, 2, 3]), " ", length(permutations(1:5)), " ", join.(permutations(['a', 'b'])), " ", combinations(["x", "y", "z"], 2))
partitions(n, m = n) = n == 0 ? [Int[]] : [[k; p] for k in min(n, m):-1:1 for p in partitions(n - k, k)]
println(partitions(5), " ", [length(partitions(n)) for n in 1:10])
gray(n) = n == 0 ? [""] : (g = gray(n - 1); ["0" .* g; "1" .* reverse(g)])
println(gray(3), " ", [string(i ⊻ (i >> 1), base = 2, pad = 3) for i in 0:7] == gray(3))
subsets(v) = isempty(v) ? [similar(v)] : (s = subsets(v[2:end]); vcat(s, [[v[1]; x] for x in s]))
println(subsets([1, 2, 3]), " ", length(subsets(collect(1:8))))
flatten(x) = [x]
flatten(v::AbstractVector) = reduce(vcat, map(flatten, v); init = Any[])
depth(x) = 0
depth(v::Union{AbstractVector,Tuple}) = 1 + maximum([0; map(depth, collect(v))])
nested = [1, [2, [3, 4], "five"], [], [[[6]]]]
println(flatten(nested), " ", depth(nested), " ", depth(3), " ", depth([]))
iseven_(n) = n == 0 ? true : isodd_(n - 1)
isodd_(n) = n == 0 ? false : iseven_(n - 1)
println(iseven_(10), isodd_(7), iseven_(1001))
function fill_region!(grid, r, c, new, old = grid[r, c])
    (checkbounds(Bool, grid, r, c) && grid[r, c] == old && old != new) || return 0
    grid[r, c] = new
    return 1 + sum(fill_region!(grid, r + dr, c + dc, new, old) for (dr, dc) in ((0, 1), (1, 0), (0, -1), (-1, 0)))
end
grid = permutedims(reduce(hcat, collect.(["..#..", ".##..", "#...."])))
println(fill_region!(grid, 1, 5, 'o'), " ", fill_region!(grid, 1, 1, 'x'), " ", [join(grid[r, :]) for r in 1:3])
power(x, n) = n == 0 ? one(x) : iseven(n) ? power(x * x, n ÷ 2) : x * power(x, n - 1)
println(power(3, 13), " ", power(2.0, 10), " ", power([1 1; 1 0], 10), " ", power("ab", 3), " ", power(2 // 3, 4))
pascal(n) = n == 1 ? [1] : (p = pascal(n - 1); [1; p[1:end-1] .+ p[2:end]; 1])
foreach(n -> println(lpad(join(pascal(n), ' '), 12 + n)), 1:6)
binary_search(v, x, lo = 1, hi = length(v)) = lo > hi ? nothing : (mid = (lo + hi) >>> 1; v[mid] == x ? mid : v[mid] < x ? binary_search(v, x, mid + 1, hi) : binary_search(v, x, lo, mid - 1))
println([binary_search([1, 3, 5, 7, 9], x) for x in (1, 4, 9)], " ", [something(binary_search(["a", "c"], x), 0) for x in ("c", "b")])
change(total, coins) = total == 0 ? 1 : (total < 0 || isempty(coins)) ? 0 : change(total - coins[1], coins) + change(total, coins[2:end])
println(change(100, [50, 25, 10, 5, 1]), " ", change(5, (2, 5)), " ", [change(n, [1, 2]) for n in 0:6])
collatz(n, steps = 0) = n == 1 ? steps : collatz(iseven(n) ? n ÷ 2 : 3n + 1, steps + 1)
println(findmax([collatz(n) for n in 1:30]))
quicksort(v) = length(v) <= 1 ? v : (p = v[1]; [quicksort([x for x in v[2:end] if x < p]); p; quicksort([x for x in v[2:end] if x >= p])])
mergesort(v) = length(v) <= 1 ? v : (m = length(v) ÷ 2; merge_sorted(mergesort(v[1:m]), mergesort(v[m+1:end])))
merge_sorted(a, b) = isempty(a) ? b : isempty(b) ? a : a[1] <= b[1] ? [a[1]; merge_sorted(a[2:end], b)] : [b[1]; merge_sorted(a, b[2:end])]
println(quicksort([3, 1, 4, 1, 5, 9, 2, 6]), " ", mergesort(["pear", "fig", "apple"]), " ", quicksort(Int[]), " ", mergesort([2.5]))
