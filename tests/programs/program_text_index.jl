# An index of words over several texts: postings, boolean queries, ranking by frequency, snippets.
struct Posting
    document::Int
    positions::Vector{Int}
end
mutable struct Index
    names::Vector{String}
    texts::Vector{Vector{String}}
    words::Dict{String,Vector{Posting}}
end
Index() = Index(String[], Vector{String}[], Dict{String,Vector{Posting}}())

tokens(text) = [lowercase(m.match) for m in eachmatch(r"[A-Za-z']+", text)]

function add!(index::Index, name::String, text::String)
    push!(index.names, name)
    list = tokens(text)
    push!(index.texts, list)
    id = length(index.names)
    for (at, word) in enumerate(list)
        postings = get!(index.words, word, Posting[])
        if isempty(postings) || last(postings).document != id
            push!(postings, Posting(id, Int[]))
        end
        push!(last(postings).positions, at)
    end
    return index
end

documents(index, word) = Set(p.document for p in get(index.words, lowercase(word), Posting[]))

function query(index::Index, text)
    terms = split(text)
    isempty(terms) && return Int[]
    result = Set(1:length(index.names))
    operation = :and
    for term in terms
        if term == "OR"
            operation = :or
        elseif term == "NOT"
            operation = :not
        else
            found = documents(index, term)
            result = operation === :and ? intersect(result, found) : operation === :or ? union(result, found) : setdiff(result, found)
            operation = :and
        end
    end
    return sort!(collect(result))
end

function score(index, words, document)
    total = 0.0
    n = length(index.names)
    for word in words
        postings = get(index.words, word, nothing)
        postings === nothing && continue
        p = findfirst(q -> q.document == document, postings)
        p === nothing && continue
        tf = length(postings[p].positions) / length(index.texts[document])
        total += tf * (1 + n / length(postings))
    end
    return total
end
function rank(index, text; limit = 3)
    words = tokens(text)
    scored = [(score(index, words, d), d) for d in 1:length(index.names)]
    filter!(p -> p[1] > 0, scored)
    sort!(scored, by = p -> (-p[1], p[2]))
    return [index.names[d] => round(s, digits = 4) for (s, d) in first(scored, limit)]
end
first(v::Vector, n) = v[1:min(n, end)]
phrase(index, text) = begin
    words = tokens(text)
    [index.names[d] for d in 1:length(index.names) if any(i -> index.texts[d][i:i+length(words)-1] == words, 1:length(index.texts[d])-length(words)+1)]
end
function snippet(index, document, word; width = 2)
    list = index.texts[document]
    at = findfirst(isequal(word), list)
    at === nothing && return ""
    low, high = max(1, at - width), min(length(list), at + width)
    return (low > 1 ? "… " : "") * join([i == at ? uppercase(w) : w for (i, w) in zip(low:high, list[low:high])], " ") * (high < length(list) ? " …" : "")
end

index = Index()
add!(index, "fox", "The quick brown fox jumps over the lazy dog. The dog sleeps.")
add!(index, "rain", "The rain in Spain stays mainly in the plain")
add!(index, "dog", "A dog is a man's best friend; the dog barks at rain")
add!(index, "empty", "")
println(length(index.words), " words, ", sum(length, index.texts), " in all")
for q in ["dog", "dog rain", "fox OR rain", "the NOT dog", "nothing", "dog NOT rain", ""]
    println(rpad(repr(q), 16), query(index, q))
end
for q in ["dog", "the rain", "quick friend", "zebra"]
    println(rpad(q, 14), join(rank(index, q), ", "))
end
println(phrase(index, "the dog"), phrase(index, "In the plain"), phrase(index, "best man"))
println(snippet(index, 1, "fox"), " | ", snippet(index, 2, "rain"), " | ", snippet(index, 3, "zebra"))
println([(p.document, p.positions) for p in index.words["the"]])
most = sort([(sum(length(p.positions) for p in ps), w) for (w, ps) in index.words], rev = true)[1:4]
println(most)
