# Scores of words, and the old table turned inside out.
const OLD = Dict(1 => ['A', 'E', 'I', 'O', 'U', 'L', 'N', 'R', 'S', 'T'], 2 => ['D', 'G'], 3 => ['B', 'C', 'M', 'P'],
                 4 => ['F', 'H', 'V', 'W', 'Y'], 5 => ['K'], 8 => ['J', 'X'], 10 => ['Q', 'Z'])
transform(old) = Dict(lowercase(c) => points for (points, letters) in old for c in letters)
const POINTS = transform(OLD)
score(word) = isempty(word) ? 0 : sum(get(POINTS, c, 0) for c in lowercase(word))
for w in ["a", "A", "f", "at", "zoo", "street", "quirky", "OxyphenButazone", "pinata", "", "abcdefghijklmnopqrstuvwxyz"]
    println(rpad(w, 28), score(w))
end
println(length(POINTS), " ", POINTS['q'], " ", sum(values(POINTS)), " ", sort([k for (k, v) in POINTS if v == 4]))
best = sort(["cab", "fox", "jazz", "quiz", "to"], by=score, rev=true)
println(best)
println(findmax(map(score, best)), " ", extrema(map(score, best)))
merged = merge(Dict('a' => 1), Dict('b' => 2), Dict('a' => 5))
println(merged['a'], " ", merged['b'], " ", length(merged))
println(get(POINTS, '!', nothing) === nothing, " ", haskey(POINTS, 'z'), " ", in('z' => 10, POINTS))
delete!(merged, 'a')
println(pop!(merged, 'b'), " ", isempty(merged))
println(get!(merged, 'c', 7), " ", length(merged))
println(mapreduce(score, +, ["hello", "world"]), " ", map(score, ("x", "y")))
