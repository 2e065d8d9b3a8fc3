# Dots on paper folded along lines; sets of tuples, mapping, rendering.
const DOTS = [(6, 10), (0, 14), (9, 10), (0, 3), (10, 4), (4, 11), (6, 0), (6, 12), (4, 1), (0, 13), (10, 12), (3, 4), (3, 0), (8, 4), (1, 10), (2, 14), (8, 10), (9, 0)]
const FOLDS = ["fold along y=7", "fold along x=5"]
reflect(v, line) = v > line ? 2line - v : v
function fold(dots, instruction)
    axis, value = match(r"([xy])=(\d+)", instruction).captures
    line = parse(Int, value)
    axis == "x" ? Set((reflect(x, line), y) for (x, y) in dots) : Set((x, reflect(y, line)) for (x, y) in dots)
end
function draw(dots)
    w, h = maximum(first, dots), maximum(last, dots)
    for y in 0:h
        println(join((x, y) in dots ? "#" : "." for x in 0:w))
    end
end
paper = Set(DOTS)
println(length(paper))
for f in FOLDS
    global paper = fold(paper, f)
    println(f, ": ", length(paper))
end
draw(paper)
template = "NNCB"
rules = Dict("CH" => 'B', "HH" => 'N', "CB" => 'H', "NH" => 'C', "HB" => 'C', "HC" => 'B', "HN" => 'C', "NN" => 'C',
             "BH" => 'H', "NC" => 'B', "NB" => 'B', "BN" => 'B', "BB" => 'N', "BC" => 'B', "CC" => 'N', "CN" => 'C')
function polymer(template, rules, steps)
    pairs = Dict{String,Int}()
    bump!(d, k, n) = d[k] = get(d, k, 0) + n
    for i in 1:length(template)-1
        bump!(pairs, template[i:i+1], 1)
    end
    for _ in 1:steps
        next = Dict{String,Int}()
        for (p, n) in pairs
            c = rules[p]
            bump!(next, string(p[1], c), n)
            bump!(next, string(c, p[2]), n)
        end
        pairs = next
    end
    counts = Dict(template[end] => 1)
    for (p, n) in pairs
        bump!(counts, p[1], n)
    end
    lo, hi = extrema(values(counts))
    hi - lo
end
expand(s) = string(s[1], (string(rules[s[i-1:i]], s[i]) for i in 2:length(s))...)
println(expand(template), " ", expand(expand(template)), " ", polymer(template, rules, 10), " ", polymer(template, rules, 40))
