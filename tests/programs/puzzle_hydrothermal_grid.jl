# Puzzle solutions: overlapping lines on a grid, octopus flashes, basins, a polymer, a cave with small rooms.
lines_text = """
0,9 -> 5,9
8,0 -> 0,8
9,4 -> 3,4
2,2 -> 2,1
7,0 -> 7,4
6,4 -> 2,0
0,9 -> 2,9
3,4 -> 1,4
0,0 -> 8,8
5,5 -> 8,2
"""
function overlaps(text; diagonal)
    grid = zeros(Int, 10, 10)
    for line in eachline(IOBuffer(text))
        x1, y1, x2, y2 = parse.(Int, match(r"(\d+),(\d+) -> (\d+),(\d+)", line).captures)
        dx, dy = sign(x2 - x1), sign(y2 - y1)
        !diagonal && dx != 0 && dy != 0 && continue
        for k in 0:max(abs(x2 - x1), abs(y2 - y1))
            grid[y1+k*dy+1, x1+k*dx+1] += 1
        end
    end
    return grid, count(>=(2), grid)
end
grid, n = overlaps(lines_text, diagonal = false)
println(n, " ", overlaps(lines_text, diagonal = true)[2])
foreach(row -> println(join(map(c -> c == 0 ? '.' : Char('0' + c), row))), eachrow(grid))

basin_text = ["2199943210", "3987894921", "9856789892", "8767896789", "9899965678"]
heights = permutedims(hcat([parse.(Int, collect(row)) for row in basin_text]...))
println(size(heights), " ", heights[2, :])
steps = CartesianIndex.([(1, 0), (-1, 0), (0, 1), (0, -1)])
near(a, I) = (I + s for s in steps if checkbounds(Bool, a, I + s))
low = [I for I in CartesianIndices(heights) if all(heights[I] < heights[J] for J in near(heights, I))]
println(Tuple.(low), " risk ", sum(heights[I] + 1 for I in low))
function basin(a, start)
    seen = Set([start])
    stack = [start]
    while !isempty(stack)
        for J in near(a, pop!(stack))
            if a[J] != 9 && J ∉ seen
                push!(seen, J)
                push!(stack, J)
            end
        end
    end
    return length(seen)
end
sizes = sort!([basin(heights, I) for I in low], rev = true)
println(sizes, " ", prod(sizes[1:3]))

energy = reduce(vcat, [permutedims(parse.(Int, collect(row))) for row in split("11111 19991 19191 19991 11111")])
function flash!(a)
    a .+= 1
    flashed = falses(size(a))
    while true
        ready = findall((a .> 9) .& .!flashed)
        isempty(ready) && break
        for I in ready
            flashed[I] = true
            for J in max(I - CartesianIndex(1, 1), CartesianIndex(1, 1)):min(I + CartesianIndex(1, 1), CartesianIndex(size(a)))
                a[J] += 1
            end
        end
    end
    a[flashed] .= 0
    return count(flashed)
end
flashes = [flash!(energy) for _ in 1:10]
println(flashes, " ", energy[1:2, :])

rules = Dict(("NN" => 'C'), ("NC" => 'B'), ("CB" => 'H'), ("CN" => 'C'), ("BB" => 'N'), ("BC" => 'B'), ("NB" => 'B'), ("HB" => 'C'), ("BN" => 'B'), ("CC" => 'N'), ("CH" => 'B'), ("HC" => 'B'), ("HH" => 'N'), ("NH" => 'C'), ("HN" => 'C'), ("BH" => 'H'))
function polymer(template, rules, rounds)
    pairs = Dict{String,Int}()
    letters = Dict{Char,Int}()
    for i in 1:length(template)-1
        key = template[i:i+1]
        pairs[key] = get(pairs, key, 0) + 1
    end
    foreach(c -> letters[c] = get(letters, c, 0) + 1, template)
    for _ in 1:rounds
        next = Dict{String,Int}()
        for (pair, n) in pairs
            middle = rules[pair]
            letters[middle] = get(letters, middle, 0) + n
            for key in (pair[1] * middle, middle * pair[2])
                next[key] = get(next, key, 0) + n
            end
        end
        pairs = next
    end
    least, most = extrema(values(letters))
    return most - least
end
println(polymer("NNCB", rules, 10), " ", polymer("NNCB", rules, 40))

caves = Dict{String,Vector{String}}()
for pair in split("start-A start-b A-c A-b b-d A-end b-end")
    a, b = split(pair, '-')
    push!(get!(caves, a, String[]), b)
    push!(get!(caves, b, String[]), a)
end
small(c) = all(islowercase, c)
function paths(cave, seen, twice)
    cave == "end" && return 1
    total = 0
    for next in caves[cave]
        next == "start" && continue
        if !(small(next) && next in seen)
            total += paths(next, push!(copy(seen), next), twice)
        elseif twice
            total += paths(next, seen, false)
        end
    end
    return total
end
println(paths("start", Set(["start"]), false), " ", paths("start", Set(["start"]), true))
