# Regular expressions over a log: captures, named groups, replacement, iteration.
log = """
2024-01-15 08:30:12 INFO  server: started on port 8080
2024-01-15 08:31:00 WARN  disk: 91% full
2024-01-15 09:02:45 ERROR db: connection lost (code=1042)
not a log line
2024-01-16 00:00:01 INFO  server: rotated 3 files
2024-01-16 07:45:30 ERROR net: timeout after 30s (code=7)
"""
const LINE = r"^(?<date>\d{4}-\d{2}-\d{2}) (?<time>[\d:]+) (?<level>[A-Z]+)\s+(?<unit>\w+): (?<text>.*)$"
levels = Dict{String,Int}()
for line in split(log, '\n', keepempty=false)
    m = match(LINE, line)
    if m === nothing
        println("skipped: ", line)
        continue
    end
    levels[m[:level]] = get(levels, m[:level], 0) + 1
    h, mi, s = parse.(Int, split(m["time"], ':'))
    println(m[:date], " ", 3600h + 60mi + s, " ", rpad(m[:unit], 7), m[5])
end
for k in sort(collect(keys(levels)))
    println(k, " ", levels[k])
end
println([m.captures[1] for m in eachmatch(r"code=(\d+)", log)])
println(replace("2024-01-15", r"(\d+)-(\d+)-(\d+)" => s"\3.\2.\1"), " ", replace("a1b22", r"\d+" => x -> "<$x>"))
println(occursin(r"err"i, log), " ", occursin(r"panic", log), " ", match(r"z", "abc") === nothing)
m = match(r"(a)(b)?(c)", "xxac")
println(m.match, " ", m.offset, " ", m.captures, " ", m.offsets)
println(split("a1b22c", r"\d+"), " ", split("a, b;c", r"[,;] ?"), " ", [x.match for x in eachmatch(r"\w+", "the end.")])
println(findfirst(r"\d+", "abc123"), " ", startswith("abc", r"[a-c]"), " ", r"x.y" == r"x.y", " ", repr(r"a\d"))
println(replace("tel: 555-1234", r"[^\d]" => ""), " ", match(r"^\s*$", "   ") !== nothing, " ", length(collect(eachmatch(r"o", "foo boo"))))
isemail(s) = occursin(r"^[\w.+-]+@[\w-]+\.[\w.]+$", s)
println(isemail.(["a@b.co", "bad@", "x.y+z@host.example.org"]))
