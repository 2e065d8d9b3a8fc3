# Elementary cellular automata, Langton's ant, and a forest fire with fixed rules.
rule_table(n) = [(n >> k) & 1 for k in 0:7]
function step_row(row, table)
    n = length(row)
    [table[4row[mod1(i - 1, n)] + 2row[i] + row[mod1(i + 1, n)] + 1] for i in 1:n]
end
show_row(row) = println(join(c == 1 ? "█" : "·" for c in row))
row = zeros(Int, 31)
row[16] = 1
for rule in (90, 30)
    println("rule ", rule)
    r = copy(row)
    for _ in 1:8
        show_row(r)
        r = step_row(r, rule_table(rule))
    end
    println(sum(r))
end
mutable struct Ant
    i::Int
    j::Int
    d::Int
end
const HEADINGS = [(-1, 0), (0, 1), (1, 0), (0, -1)]
function langton(n, steps)
    world = falses(n, n)
    ant = Ant(n ÷ 2 + 1, n ÷ 2 + 1, 1)
    for _ in 1:steps
        ant.d = mod1(ant.d + (world[ant.i, ant.j] ? -1 : 1), 4)
        world[ant.i, ant.j] = !world[ant.i, ant.j]
        di, dj = HEADINGS[ant.d]
        ant.i = mod1(ant.i + di, n)
        ant.j = mod1(ant.j + dj, n)
    end
    world, ant
end
w, ant = langton(11, 100)
for i in axes(w, 1)
    println(join(i == ant.i && j == ant.j ? '@' : w[i, j] ? '#' : '.' for j in axes(w, 2)))
end
println(count(w), " ", ant.i, " ", ant.j)
@enum Cell empty_cell tree burning
function burn(forest)
    n, m = size(forest)
    isburning(i, j) = 1 <= i <= n && 1 <= j <= m && forest[i, j] == burning
    [forest[i, j] == burning ? empty_cell :
     forest[i, j] == tree && any(isburning(i + a, j + b) for (a, b) in ((0, 1), (1, 0), (0, -1), (-1, 0))) ? burning : forest[i, j]
     for i in 1:n, j in 1:m]
end
forest = [(i * j) % 5 == 0 ? empty_cell : tree for i in 1:6, j in 1:8]
forest[1, 1] = burning
ticks = 0
while any(==(burning), forest)
    global forest = burn(forest)
    global ticks += 1
end
println(ticks, " ", count(==(tree), forest), " ", count(==(empty_cell), forest))
for i in 1:6
    println(join(c == tree ? 'T' : '_' for c in forest[i, :]))
end
