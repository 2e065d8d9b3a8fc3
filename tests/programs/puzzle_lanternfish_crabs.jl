# Puzzles of growth and alignment; medians, means, memoized recursion.
fish = [3, 4, 3, 1, 2]
function grow(timers, days)
    counts = zeros(Int, 9)
    for t in timers
        counts[t+1] += 1
    end
    for _ in 1:days
        newborn = popfirst!(counts)
        push!(counts, newborn)
        counts[7] += newborn
    end
    sum(counts)
end
println(grow(fish, 18), " ", grow(fish, 80), " ", grow(fish, 256))
const MEMO = Dict{Tuple{Int,Int},Int}()
descend(timer, days) = get!(MEMO, (timer, days)) do
    days <= timer ? 1 : descend(6, days - timer - 1) + descend(8, days - timer - 1)
end
println(sum(t -> descend(t, 80), fish), " ", length(MEMO) > 50)
crabs = [16, 1, 2, 0, 4, 2, 7, 1, 2, 14]
median_of(v) = (s = sort(v); n = length(s); isodd(n) ? s[n÷2+1] : (s[n÷2] + s[n÷2+1]) / 2)
fuel(v, x) = sum(abs.(v .- x))
triangular(v, x) = sum(abs(c - x) * (abs(c - x) + 1) ÷ 2 for c in v)
println(median_of(crabs), " ", minimum(fuel(crabs, x) for x in minimum(crabs):maximum(crabs)), " ", minimum(x -> triangular(crabs, x), 0:16))
println(fuel(crabs, 2), " ", findmin([triangular(crabs, x) for x in 0:16]), " ", sum(crabs) / length(crabs))
heights = ["2199943210", "3987894921", "9856789892", "8767896789", "9899965678"]
h = [parse(Int, heights[i][j]) for i in 1:5, j in 1:10]
neighbours(i, j) = [(i + a, j + b) for (a, b) in ((1, 0), (-1, 0), (0, 1), (0, -1)) if checkbounds(Bool, h, i + a, j + b)]
low = [(i, j) for i in 1:5, j in 1:10 if all(h[i, j] < h[n...] for n in neighbours(i, j))]
println(sort(low), " ", sum(h[p...] + 1 for p in low))
function basin(start)
    seen = Set([start])
    work = [start]
    while !isempty(work)
        p = pop!(work)
        for n in neighbours(p...)
            if h[n...] < 9 && n ∉ seen
                push!(seen, n)
                push!(work, n)
            end
        end
    end
    length(seen)
end
sizes = sort(basin.(low), rev=true)
println(sizes, " ", prod(sizes[1:3]))
