# Knapsack, longest common subsequence, edit distance, coins, matrix chain.
function knapsack(weights, values, capacity)
    best = zeros(Int, length(weights) + 1, capacity + 1)
    for i in eachindex(weights), c in 0:capacity
        best[i+1, c+1] = best[i, c+1]
        if weights[i] <= c
            best[i+1, c+1] = max(best[i+1, c+1], best[i, c+1-weights[i]] + values[i])
        end
    end
    best[end, end]
end
println(knapsack([1, 3, 4, 5], [1, 4, 5, 7], 7), " ", knapsack([10, 20, 30], [60, 100, 120], 50))
function lcs(a, b)
    x, y = collect(a), collect(b)
    t = zeros(Int, length(x) + 1, length(y) + 1)
    for i in 1:length(x), j in 1:length(y)
        t[i+1, j+1] = x[i] == y[j] ? t[i, j] + 1 : max(t[i, j+1], t[i+1, j])
    end
    i, j = length(x), length(y)
    out = Char[]
    while i > 0 && j > 0
        if x[i] == y[j]
            pushfirst!(out, x[i])
            i -= 1
            j -= 1
        elseif t[i, j+1] >= t[i+1, j]
            i -= 1
        else
            j -= 1
        end
    end
    String(out)
end
println(lcs("AGGTAB", "GXTXAYB"), " ", lcs("thisisatest", "testing123testing"))
function levenshtein(a, b)
    row = collect(0:length(b))
    for (i, x) in enumerate(a)
        previous = row[1]
        row[1] = i
        for (j, y) in enumerate(b)
            current = row[j+1]
            row[j+1] = min(row[j+1] + 1, row[j] + 1, previous + (x == y ? 0 : 1))
            previous = current
        end
    end
    row[end]
end
println(levenshtein("kitten", "sitting"), " ", levenshtein("", "abc"), " ", levenshtein("flaw", "lawn"))
function change(coins, target)
    best = fill(typemax(Int) - 1, target + 1)
    last = zeros(Int, target + 1)
    best[1] = 0
    for t in 1:target, c in coins
        if c <= t && best[t-c+1] + 1 < best[t+1]
            best[t+1] = best[t-c+1] + 1
            last[t+1] = c
        end
    end
    best[target+1] >= typemax(Int) - 1 && return nothing
    used = Int[]
    while target > 0
        push!(used, last[target+1])
        target -= last[target+1]
    end
    sort(used)
end
println(change([1, 5, 10, 25, 100], 15), " ", change([1, 4, 15, 20, 50], 23), " ", change([5, 10], 3), " ", change([2, 3], 0))
ways(coins, n) = n == 0 ? 1 : (n < 0 || isempty(coins)) ? 0 : ways(coins, n - coins[1]) + ways(coins[2:end], n)
println(ways([1, 2, 5], 10), " ", ways([50, 25, 10, 5, 1], 50))
function chain(dims)
    n = length(dims) - 1
    cost = zeros(Int, n, n)
    for len in 2:n, i in 1:n-len+1
        j = i + len - 1
        cost[i, j] = minimum(cost[i, k] + cost[k+1, j] + dims[i] * dims[k+1] * dims[j+1] for k in i:j-1)
    end
    cost[1, n]
end
println(chain([40, 20, 30, 10, 30]), " ", chain([10, 20, 30]))
function longest_increasing(v)
    tails = Int[]
    for x in v
        k = searchsortedfirst(tails, x)
        k > length(tails) ? push!(tails, x) : (tails[k] = x)
    end
    length(tails)
end
println(longest_increasing([10, 9, 2, 5, 3, 7, 101, 18]), " ", longest_increasing(Int[]))
memo = Dict{Int,BigInt}()
fibm(n) = n < 2 ? big(n) : get!(() -> fibm(n - 1) + fibm(n - 2), memo, n)
println(fibm(100))
