# Counts words of a text that has punctuation, digits and apostrophes.
function wordcount(text)
    counts = Dict{String,Int}()
    for m in eachmatch(r"[a-z0-9]+('[a-z]+)?", lowercase(text))
        counts[m.match] = get(counts, m.match, 0) + 1
    end
    counts
end
function report(text)
    c = wordcount(text)
    ranked = sort(collect(c), by = p -> (-p.second, p.first))
    for (word, n) in ranked
        println("  ", rpad(word, 8, '.'), n)
    end
end
texts = ["one fish two fish red fish blue fish", "one,two,three", "one,\ntwo,\nthree",
         "car: carpet as java: javascript!!&@\$%^&", "testing, 1, 2 testing", "go Go GO Stop stop",
         "First: don't laugh. Then: don't cry.", "Joe can't tell between 'large' and large.", " multiple   whitespaces"]
for t in texts
    println(repr(t))
    report(t)
end
total = 0
for t in texts
    global total += sum(values(wordcount(t)))
end
println(total)
