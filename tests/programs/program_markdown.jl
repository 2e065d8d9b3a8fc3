# A small converter of markdown to HTML: lines, regular expressions, state.
const INLINE = [r"\*\*(.+?)\*\*" => s"<b>\1</b>", r"\*(.+?)\*" => s"<i>\1</i>", r"`(.+?)`" => s"<code>\1</code>", r"\[(.+?)\]\((.+?)\)" => s"<a href=\"\2\">\1</a>"]
escape_html(s) = replace(replace(replace(s, "&" => "&amp;"), "<" => "&lt;"), ">" => "&gt;")
inline(s) = foldl((text, rule) -> replace(text, rule), INLINE; init=escape_html(s))
function convert_markdown(text)
    out = String[]
    inlist = false
    paragraph = String[]
    function flush_paragraph!()
        isempty(paragraph) || push!(out, "<p>" * inline(join(paragraph, " ")) * "</p>")
        empty!(paragraph)
    end
    function close_list!()
        inlist && push!(out, "</ul>")
        inlist = false
    end
    for line in split(text, '\n')
        if (m = match(r"^(#{1,6}) (.*)$", line)) !== nothing
            flush_paragraph!()
            close_list!()
            n = length(m[1])
            push!(out, "<h$n>$(inline(m[2]))</h$n>")
        elseif startswith(line, "* ") || startswith(line, "- ")
            flush_paragraph!()
            inlist || push!(out, "<ul>")
            inlist = true
            push!(out, "<li>" * inline(line[3:end]) * "</li>")
        elseif isempty(strip(line))
            flush_paragraph!()
            close_list!()
        else
            push!(paragraph, strip(line))
        end
    end
    flush_paragraph!()
    close_list!()
    out
end
source = """
# Title with *style*

A paragraph with **bold**, `code < 1` and
a [link](http://example.org/?a=1&b=2).

* first
* second & third
- another

## Sub
last
"""
foreach(println, convert_markdown(source))
println(convert_markdown(""), " ", inline("a*b"), " ", inline("**x** *y*"), " ", length(convert_markdown("# a\n# b")))
toc(text) = [(length(m[1]), String(m[2])) for m in eachmatch(r"^(#+) (.*)$"m, text)]
println(toc(source))
