# Lines of vents on a grid: overlaps counted with a matrix and with a dictionary.
const LINES = """
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
struct Segment
    x1::Int
    y1::Int
    x2::Int
    y2::Int
end
Segment(line::AbstractString) = Segment(parse.(Int, match(r"(\d+),(\d+) -> (\d+),(\d+)", line).captures)...)
isstraight(s::Segment) = s.x1 == s.x2 || s.y1 == s.y2
function points(s::Segment)
    n = max(abs(s.x2 - s.x1), abs(s.y2 - s.y1))
    dx, dy = sign(s.x2 - s.x1), sign(s.y2 - s.y1)
    [(s.x1 + k * dx, s.y1 + k * dy) for k in 0:n]
end
segments = [Segment(l) for l in split(LINES, '\n') if !isempty(l)]
function overlaps(segments)
    grid = zeros(Int, 10, 10)
    for s in segments, (x, y) in points(s)
        grid[y+1, x+1] += 1
    end
    grid
end
straight = overlaps(filter(isstraight, segments))
all_lines = overlaps(segments)
println(count(straight .>= 2), " ", count(>=(2), all_lines))
for i in axes(all_lines, 1)
    println(join([n == 0 ? '.' : Char('0' + n) for n in all_lines[i, :]]))
end
counts = Dict{Tuple{Int,Int},Int}()
foreach(s -> foreach(p -> counts[p] = get(counts, p, 0) + 1, points(s)), segments)
println(count(p -> p.second > 1, counts), " ", maximum(values(counts)), " ", sum(all_lines) == sum(values(counts)))
println(length(segments), " ", segments[4], " ", points(segments[4]), " ", count(isstraight, segments))
