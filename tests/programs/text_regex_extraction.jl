# Regular expressions: groups, names, iteration, replacement with functions, lookaround, flags, splitting, validation.
log = """
2024-01-15 10:32:01 [INFO] server: started on port 8080
2024-01-15 10:32:07 [WARN] cache: 95% full (limit=100)
2024-01-15 10:33:00 [ERROR] db: timeout after 30s; retry=3
bad line
2024-01-16 00:00:00 [INFO] server: user=ann@example.org logged in
"""
pattern = r"^(?<date>\d{4}-\d\d-\d\d) (?<time>[\d:]+) \[(?<level>[A-Z]+)\] (?<source>\w+): (?<text>.*)$"
entries = [m for m in (match(pattern, l) for l in split(log, '\n')) if m !== nothing]
println(length(entries), " ", [m[:level] for m in entries], " ", entries[2]["text"], " ", entries[1].match[1:10], " ", entries[3].captures[2])
println(join([(String(m.match), m.offset) for m in eachmatch(r"\d+%|\d+s", log)]), " ", join([m[1] => m[2] for m in eachmatch(r"(\w+)=([\w@.]+)", log)], ", "))
println(occursin(r"error"i, log), occursin(r"error", log), " ", match(r"z+", log) === nothing, " ", count(r"\d\d:\d\d", log), " ", match(r"(\d)(x)?", "5").captures)
println(replace("2024-01-15", r"(\d+)-(\d+)-(\d+)" => s"\3.\2.\1"), " ", replace("a1b22", r"\d+" => x -> string(2parse(Int, x))), " ", replace("hello world", r"\b(\w)" => uppercase), " ", replace("aaa", "a" => "b", count = 2), " ", replace("x.y.z", "." => ""))
println(split("a, b;c  d", r"[,;\s]+"), " ", split("one  two", r"\s"), " ", split("k1=v1&k2=v2", r"[=&]"), " ", rsplit("a.b.c", '.', limit = 2), " ", split("CamelCaseString", r"(?=[A-Z])"), " ", split("", ','), " ", split(",a,", ','), " ", split("  x  y "))
email = r"^[\w.+-]+@[\w-]+\.[\w.]+$"
println([occursin(email, s) for s in ("a@b.co", "no", "x.y+z@sub.example.org", "@b.c", "a@b")])
for s in ("+49 30 1234", "030-1234", "12a4", "")
    digits_only = replace(s, r"[^\d+]" => "")
    println(rpad(repr(s), 14), occursin(r"^\+?\d{4,}$", digits_only) ? digits_only : "invalid")
end
hexcolor(s) = (m = match(r"^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$"i, s); m === nothing ? nothing : Tuple(parse(Int, c, base = 16) for c in m.captures))
println(hexcolor("#ff8000"), hexcolor("00FF7f"), hexcolor("#12"), " ", match(r"(?<a>.)(?<b>.)", "xy")[:b])
markdown = "# Title\n\nSome *bold* and _it_ and `code`.\n- one\n- two\n"
html(s) = begin
    s = replace(s, r"^# (.*)$"m => s"<h1>\1</h1>")
    s = replace(s, r"\*(.+?)\*" => s"<b>\1</b>")
    s = replace(s, r"_(.+?)_" => s"<i>\1</i>")
    s = replace(s, r"`(.+?)`" => s"<code>\1</code>")
    replace(s, r"^- (.*)$"m => s"<li>\1</li>")
end
print(html(markdown))
println(match(r"^\s*(#.*)?$", "  # comment") !== nothing, " ", match(r"a.c"s, "a\nc") !== nothing, " ", match(r"a b # spaced"x, "ab") !== nothing, " ", findfirst(r"o", "foo"), " ", findnext(r"o", "foo", 3), " ", findall(r"[aeiou]", "education"), " ", startswith("abc", r"a."), " ", endswith("abc", r"c"), " ", r"a|b" == r"a|b", " ", repr(r"x\d"i), " ", Regex("a" * "+"), " ", match(Regex("^\\Q.\\E"), ".x").match)
m = match(r"(\w+) (\w+)?", "hello ")
println(m.captures, " ", m[1], " ", m[2] === nothing, " ", m.offsets, " ", [c === nothing ? "-" : c for c in m.captures])
tokens = [(k, m.match) for m in eachmatch(r"(?<num>\d+\.?\d*)|(?<id>[a-z]\w*)|(?<op>[-+*/()=])|\s+", "x1 = 3.5*(y+42)") for k in (:num, :id, :op) if m[k] !== nothing]
println(join(["$k $t" for (k, t) in tokens], ", "))
println([length(m.match) for m in eachmatch(r"(.)\1+", "aabbbccccd")], " ", join(["$(length(m.match))$(m.match[1])" for m in eachmatch(r"(.)\1*", "aabbbccccd")]), " ", replace("3a2b", r"(\d)(\w)" => m -> m[2:2]^parse(Int, m[1])), " ", filter(w -> occursin(r"^[^aeiou]*$", w), ["sky", "sea", "fly"]))
