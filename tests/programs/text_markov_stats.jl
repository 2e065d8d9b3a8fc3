# Statistics of a text: letters, words, lengths, bigrams.
text = """
It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness, it was the epoch of belief, it was the epoch of incredulity.
"""
words = [lowercase(strip(w, [',', '.'])) for w in split(text)]
println(length(words), " ", length(unique(words)), " ", words[1:4])
freq = Dict{String,Int}()
for w in words
    freq[w] = get(freq, w, 0) + 1
end
top = sort(collect(freq), lt=(a, b) -> a[2] > b[2] || (a[2] == b[2] && a[1] < b[1]))[1:5]
for (w, n) in top
    println(rpad(w, 8), n, " ", "#"^n)
end
bigrams = Dict{Tuple{String,String},Int}()
for (a, b) in zip(words, words[2:end])
    bigrams[(a, b)] = get(bigrams, (a, b), 0) + 1
end
println(maximum(values(bigrams)), " ", bigrams[("it", "was")], " ", sort([k for (k, v) in bigrams if v == 6]))
lengths = map(length, words)
println(extrema(lengths), " ", sum(lengths) / length(lengths), " ", sort(lengths)[end÷2])
by_length = Dict{Int,Set{String}}()
for w in words
    push!(get!(by_length, length(w), Set{String}()), w)
end
for n in sort(collect(keys(by_length)), rev=true)
    println(n, ": ", join(sort(collect(by_length[n])), " "))
end
letters = zeros(Int, 26)
for c in lowercase(text)
    'a' <= c <= 'z' && (letters[c-'a'+1] += 1)
end
println(join(["$('a' + i - 1)$n" for (i, n) in enumerate(letters) if n > 9], " "))
println([Char('a' + i - 1) for i in sortperm(letters, rev=true)[1:5]])
common = intersect(Set("hello"), Set("world"))
println(sort(collect(common)), " ", sort(collect(setdiff("hello", "world"))), " ", union([1, 2], [2, 3]), " ", symdiff([1, 2], [2, 3]))
println(join(reverse.(words[1:3]), " "), " ", join(map(uppercasefirst, words[1:6]), " "), ".")
capitals = filter(isuppercase, text)
println(capitals, " ", count(",", "a,b,c"), " ", length(split(text, "it was")) - 1)
