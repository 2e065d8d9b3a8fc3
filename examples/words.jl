# Counts words, letters and lengths of a text: strings, dictionaries, sorting, formatted output.
using Printf

const TEXT = """
It was late when the last of the travellers came down to the harbour. The wind had turned, the water was dark, and the
old ship lay there as if it had never been anywhere else. Nobody spoke. The captain counted them, counted them again, and
found one more than he had sold berths to. "One of you," he said, "is not on my list." The travellers looked at each other;
each of them had a ticket, each of the tickets had a number, and no number was there twice. "Then the list is wrong," said
the youngest, and the captain, who had made the list himself, and had counted it twice, went to count it again.
"""

words(text) = [String(found.match) for found in eachmatch(r"[a-z]+", lowercase(text))]

function tally(items)
    counts = Dict{eltype(items),Int}()
    for item in items
        counts[item] = get(counts, item, 0) + 1
    end
    return counts
end

# The most frequent ones first, then by alphabet.
ranked(counts) = sort(collect(counts), by=pair -> (-pair.second, pair.first))

function bars(counts, width)
    most = maximum(values(counts))
    for (key, count) in sort(collect(counts))
        @printf("%3s %4d %s\n", key, count, "*"^cld(count * width, most))
    end
end

list = words(TEXT)
counts = tally(list)
println(length(list), " words, ", length(counts), " different ones, ", count(isuppercase, TEXT), " capitals")
println("the most frequent:")
for (word, count) in ranked(counts)[1:8]
    @printf("  %-8s %3d  %5.2f %%\n", word, count, 100 * count / length(list))
end
println("words by length:")
bars(tally(length.(list)), 40)
longest = filter(word -> length(word) == maximum(length, list), unique(list))
println("the longest: ", join(sort(longest), ", "))
pairs_of_words = tally([list[i] * " " * list[i+1] for i in 1:length(list)-1])
println("pairs that come back: ", join(["$pair ($count)" for (pair, count) in ranked(pairs_of_words) if count > 1], ", "))
println("shouted: ", uppercase(first(split(TEXT, '.'))), "!")
mirrored = [word for word in unique(list) if length(word) > 1 && word == reverse(word)]
println("the same from behind: ", isempty(mirrored) ? "none" : join(mirrored, ", "))
