# Wraps, justifies, centers and indents text.
function wrap(text, width)
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
    lines
end
function justify(line, width)
    words = split(line)
    length(words) == 1 && return rpad(line, width)
    gaps = length(words) - 1
    total = width - sum(length, words)
    q, r = divrem(total, gaps)
    out = ""
    for (i, w) in enumerate(words)
        out *= w
        i <= gaps && (out *= " "^(q + (i <= r ? 1 : 0)))
    end
    out
end
center(s, width) = (left = (width - length(s)) ÷ 2; " "^left * s * " "^(width - length(s) - left))
text = "The quick brown fox jumps over the lazy dog while seventeen naïve wizards brew a rather questionable potion."
for line in wrap(text, 24)
    println("|", justify(line, 24), "|")
end
println("[", center("title", 15), "]")
println(join(["  > " * l for l in wrap(text, 40)], "\n"))
box(lines) = (w = maximum(length, lines); vcat("┌" * "─"^w * "┐", ["│" * rpad(l, w) * "│" for l in lines], "└" * "─"^w * "┘"))
foreach(println, box(wrap(text, 30)))
poem = """
    Roses are red,
      Violets are blue,
    \tindent kept "too".
    """
print(poem)
println(length(split(poem, '\n')), " ", countlines(IOBuffer(poem)), " ", repr(poem))
println(lpad("7", 3, '0'), " ", rpad("ab", 5, "-+"), "|", lpad("toolong", 3), "|", strip("  x "), "|", lstrip("  x "), "|", rstrip("  x "), "|")
println(strip("--a-b--", '-'), " ", chomp("line\n"), " ", chop("words"), " ", chop("words", head=1, tail=2))
println(replace("a.b.c", "." => "-"), " ", replace("a.b.c", "." => "-", count=1), " ", replace("hello", 'l' => 'L'))
println(uppercase("straße"), " ", lowercase("ÀÉ"), " ", "abc" < "abd", " ", cmp("b", "a"), " ", "a" * "b" == "ab")
println(join(1:5, ", ", " and "), " ", join(["x"], ", "), " ", join([], ","), " ", join(('a', 2, "c")))
