# Small exercises: letter frequency, acronyms, Pascal, change, atbash, series, two-fer, armstrong, sublists, yacht.
frequency(texts) = foldl((d, t) -> mergewith_(+, d, counts(t)), texts; init = Dict{Char,Int}())
counts(t) = (d = Dict{Char,Int}(); foreach(c -> isletter(c) && (d[lowercase(c)] = get(d, lowercase(c), 0) + 1), t); d)
mergewith_(f, a, b) = merge(f, a, b)
println(sort(collect(frequency(["Hello World", "abc abc", "12"])))[1:4])
acronym(s) = join(uppercase(first(w)) for w in split(s, r"[\s\-_]+", keepempty = false))
println([acronym(s) for s in ("Portable Network Graphics", "First In, First Out", "Complementary metal-oxide semiconductor", "Halley's Comet", "The Road _Not_ Taken")])
two_fer(name = "you") = "One for $name, one for me."
println(two_fer(), " ", two_fer("Ann"))
armstrong(n) = (d = digits(n); n == sum(d .^ length(d)))
println(filter(armstrong, 0:1000), " ", armstrong(9926315))
function sublist(a, b)
    contained(x, y) = any(i -> y[i:i+length(x)-1] == x, 1:length(y)-length(x)+1)
    a == b ? :equal : contained(a, b) ? :sublist : contained(b, a) ? :superlist : :unequal
end
println([sublist(a, b) for (a, b) in [([], []), ([], [1]), ([1, 2], [0, 1, 2, 3]), ([1, 2, 3], [2]), ([1, 3], [1, 2, 3])]])
atbash(s) = (t = join('a' <= c <= 'z' ? 'z' - (c - 'a') : c for c in lowercase(s) if isletter(c) || isdigit(c)); join([t[i:min(i + 4, end)] for i in 1:5:length(t)], ' '))
println(atbash("The quick brown fox 123."), " | ", atbash(atbash("exercism")))
series(s, n) = 1 <= n <= length(s) ? [s[i:i+n-1] for i in 1:length(s)-n+1] : throw(ArgumentError("bad length $n"))
largest_product(s, n) = n == 0 ? 1 : maximum(prod(parse(Int, c) for c in w) for w in series(s, n))
println(series("01234", 2), " ", largest_product("63915", 3), " ", largest_product("1027839564", 3))
change(total, coins) = begin
    best = Vector{Union{Nothing,Vector{Int}}}(nothing, total + 1)
    best[1] = Int[]
    for t in 1:total, c in coins
        c <= t && best[t-c+1] !== nothing && (best[t+1] === nothing || length(best[t-c+1]) + 1 < length(best[t+1])) && (best[t+1] = [best[t-c+1]; c])
    end
    best[end] === nothing ? nothing : sort(best[end])
end
println(change(15, [1, 5, 10, 25]), change(63, [1, 5, 10, 21, 25]), change(3, [5]), change(0, [1]))
function yacht(dice, category)
    c = [count(==(n), dice) for n in 1:6]
    category in 1:6 ? category * c[category] :
    category === :full_house ? (sort(filter(!iszero, c)) == [2, 3] ? sum(dice) : 0) :
    category === :four ? 4 * something(findfirst(>=(4), c), 0) :
    category === :little_straight ? (sort(dice) == 1:5 ? 30 : 0) :
    category === :yacht ? (5 in c ? 50 : 0) : sum(dice)
end
println([yacht(d, k) for (d, k) in [([5, 5, 5, 5, 5], :yacht), ([1, 3, 3, 3, 5], :yacht), ([3, 3, 3, 5, 5], :full_house), ([6, 6, 4, 6, 6], :four), ([3, 5, 4, 1, 2], :little_straight), ([1, 1, 2, 5, 6], 1), ([2, 3, 5, 5, 6], :choice)]])
isbn10(s) = (d = filter(c -> isdigit(c) || c == 'X', s); occursin(r"^\d{9}[\dX]$", d) && sum((11 - i) * (c == 'X' ? 10 : c - '0') for (i, c) in enumerate(d)) % 11 == 0)
println([isbn10(s) for s in ("3-598-21508-8", "3-598-21508-9", "3-598-21507-X", "", "3-598-2150")])
balanced(s) = begin
    pairs = Dict(')' => '(', ']' => '[', '}' => '{')
    stack = Char[]
    for c in s
        if c in values(pairs)
            push!(stack, c)
        elseif haskey(pairs, c)
            (isempty(stack) || pop!(stack) != pairs[c]) && return false
        end
    end
    isempty(stack)
end
println(balanced.(["[]", "{[}]", "(a[b]{c})", "((", "", ")"]))
rail_indices(n, k) = sort(collect(1:n), by = (i -> (p = mod(i - 1, 2k - 2); min(p, 2k - 2 - p))), alg = MergeSort)
rail(s, k) = join(s[rail_indices(length(s), k)])
unrail(s, k) = (out = Vector{Char}(undef, length(s)); out[rail_indices(length(s), k)] = collect(s); join(out))
println(rail("WEAREDISCOVEREDFLEEATONCE", 3), " ", unrail(rail("WEAREDISCOVERED", 4), 4))
twelve = ["a Partridge", "two Turtle Doves", "three French Hens"]
verse(n) = "On day $n: " * join(reverse(twelve[1:n]), n == 2 ? " and " : ", ", " and ") * "."
println(join(verse.(1:3), "\n"))
kid(name, diagram) = (i = findfirst(isequal(name), ["Alice", "Bob"]); [row[j] for row in split(diagram) for j in 2i-1:2i])
hamming(a, b) = length(a) == length(b) ? count(((x, y),) -> x != y, zip(a, b)) : throw(ArgumentError("strands must be of equal length"))
println(kid("Bob", "VRCG\nRVGV"), " ", hamming("GATTACA", "GCATGCA"), " ", try hamming("a", "") catch e; e.msg end)
