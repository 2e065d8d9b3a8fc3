# A small text formatter: wraps, justifies, centres and makes columns.
function wrap_words(text::AbstractString, width::Int)
    lines = String[]
    line = ""
    for word in split(text)
        if isempty(line)
            line = String(word)
        elseif length(line) + 1 + length(word) <= width
            line *= " " * word
        else
            push!(lines, line)
            line = String(word)
        end
    end
    isempty(line) || push!(lines, line)
    return lines
end

function justify(line::String, width::Int)
    words = split(line, ' ')
    length(words) == 1 && return rpad(line, width)
    gaps = length(words) - 1
    spaces = width - sum(length, words)
    each, extra = divrem(spaces, gaps)
    io = IOBuffer()
    for (i, word) in enumerate(words)
        print(io, word)
        i <= gaps && print(io, ' '^(each + (i <= extra)))
    end
    return String(take!(io))
end

centre(s, width) = lpad(rpad(s, (width + length(s)) ÷ 2), width)

function columns(items, count; gap = 2)
    rows = cld(length(items), count)
    widths = [maximum(length, items[(c-1)*rows+1:min(c * rows, end)]) for c in 1:count]
    for r in 1:rows
        cells = String[]
        for c in 1:count
            k = (c - 1) * rows + r
            k <= length(items) && push!(cells, rpad(items[k], widths[c]))
        end
        println(rstrip(join(cells, ' '^gap)))
    end
end

text = """
    The quick brown fox jumps over the lazy dog, then rests
    for a while under the old oak tree before it goes home.
    """
for width in (20, 33)
    println('-'^width)
    lines = wrap_words(text, width)
    for (i, line) in enumerate(lines)
        println(i == length(lines) ? line : justify(line, width), "|")
    end
end
println('=' ^ 30)
for title in ("Index", "List of names", "é è ü")
    println("[", centre(title, 21), "]")
end
columns(["apple", "fig", "banana", "kiwi", "pear", "plum", "cherry", "lemon"], 3)
columns(string.(collect('a':'j')), 4, gap = 1)
println(titlecase("the end of the story"), " ", uppercasefirst("done."))
paragraphs = split("one\ntwo\n\nthree\n\n\nfour\n", r"\n{2,}")
println(length(paragraphs), " ", paragraphs)
println([replace(p, '\n' => " / ") for p in paragraphs])
indent(s, n) = join([' '^n * l for l in split(chomp(s), '\n')], '\n')
println(indent("a\n  b\nc\n", 3))
println(repr(text[1:20]), " ", count(isspace, text), " ", count(==('o'), text))
