# Strings: split, counted, sorted, joined.
function kernel(n)
    text = repeat("the quick brown fox jumps over the lazy dog ", n)
    counts = Dict{String, Int}()
    for word in split(text)
        counts[word] = get(counts, word, 0) + 1
    end
    order = sort(collect(keys(counts)), by = w -> (-counts[w], w))
    return length(join(order, ","))
end
