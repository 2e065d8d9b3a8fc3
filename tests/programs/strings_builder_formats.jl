# Formatting by hand: numbers with separators, tables, currency, hexadecimal dumps, durations, roman dates, slugs.
function group(n::Integer; by = 3, mark = ',')
    s = string(abs(n))
    parts = String[]
    while length(s) > by
        pushfirst!(parts, s[end-by+1:end])
        s = s[1:end-by]
    end
    return (n < 0 ? "-" : "") * join([s; parts], mark)
end
println([group(n) for n in (0, 12, 123, 1234, -1234567, 10^15, typemax(Int))], " ", group(0x7fffffff, by = 4, mark = '_'))
money(x) = (c = round(Int, x * 100); "\$" * group(c ÷ 100) * "." * lpad(abs(c) % 100, 2, '0'))
println(money(1234.5), " ", money(0.07), " ", money(99.995), " ", money(1e6))
function hexdump(bytes; width = 8)
    for start in 1:width:length(bytes)
        row = bytes[start:min(start + width - 1, end)]
        print(string(start - 1, base = 16, pad = 4), ": ")
        print(rpad(join(string.(row, base = 16, pad = 2), ' '), 3width))
        println(join(0x20 <= b < 0x7f ? Char(b) : '.' for b in row))
    end
end
hexdump(Vector{UInt8}("Hello, World!\n\0é"))
function duration(seconds::Real)
    seconds < 0 && return "-" * duration(-seconds)
    units = [("d", 86400), ("h", 3600), ("m", 60), ("s", 1)]
    rest = round(Int, seconds)
    out = String[]
    for (name, size) in units
        n, rest = divrem(rest, size)
        n > 0 && push!(out, "$n$name")
    end
    return isempty(out) ? "0s" : join(out, ' ')
end
println(duration.([0, 59.6, 3600, 90061, -75]))
bytes(n) = begin
    units = ["B", "kB", "MB", "GB", "TB"]
    i = 1
    x = float(n)
    while x >= 1024 && i < length(units)
        x /= 1024
        i += 1
    end
    i == 1 ? "$n B" : "$(round(x, digits = 1)) $(units[i])"
end
println(bytes.([0, 1023, 1024, 1536, 10^6, 2^40, 2^60]))
slug(s) = strip(replace(lowercase(s), r"[^a-z0-9]+" => "-"), '-')
camel(s) = join(uppercasefirst.(split(s, r"[_\s-]+")))
snake(s) = lowercase(replace(s, r"(?<=[a-z0-9])([A-Z])" => s"_\1"))
println(slug("  Hello, World: It's 2024!  "), " ", camel("snake_case to-camel"), " ", snake("parseHTTPRequest2Go"), " ", camel("x"))
pluralize(n, word, many = word * "s") = "$n $(n == 1 ? word : many)"
println(join([pluralize(0, "cat"), pluralize(1, "cat"), pluralize(2, "mouse", "mice")], ", ", " and "))
ordinal(n) = string(n, n % 100 in 11:13 ? "th" : get(Dict(1 => "st", 2 => "nd", 3 => "rd"), n % 10, "th"))
println(ordinal.([1, 2, 3, 4, 11, 12, 21, 102, 113]))
function box(lines...; border = '*')
    width = maximum(length, lines)
    edge = border^(width + 4)
    join([edge; ["$border $(rpad(l, width)) $border" for l in lines]; edge], "\n")
end
println(box("short", "a longer line"), "\n", box("", border = '='))
template(s; values...) = replace(s, r"\{(\w+)\}" => m -> string(get(values, Symbol(m[2:end-1]), m)))
println(template("Dear {name}, you owe {sum} for {what}.", name = "Ann", sum = 3.5))
columns = ["name" => ["ann", "robert"], "n" => [1, 20000], "share" => [0.5, 12.25]]
widths = [maximum(length ∘ string, [k; v]) for (k, v) in columns]
println(join([rpad(k, w) for ((k, _), w) in zip(columns, widths)], " | "))
println(join(['-'^w for w in widths], "-+-"))
for i in 1:2
    println(join([(v[i] isa Number ? lpad : rpad)(v[i], w) for ((_, v), w) in zip(columns, widths)], " | "))
end
println(string(255, base = 2), " ", string(255, base = 16), " ", string(-10, base = 3), " ", bitstring(Int8(-3)), " ", string(1e-5), " ", string(123456.789), " ", 1.0e6, " ", 1e7, " ", 0.1 + 0.2, " ", 1 / 3, " ", 100.0, " ", 2.0^70, " ", -0.0, " ", 5e-324, " ", 1f10, " ", 3.0f-3)
println(round(2.567, digits = 2), " ", round(1234567, sigdigits = 3), " ", round(-2.5), " ", round(3.5), " ", floor(-1.5), " ", ceil(Int, 1.2), " ", trunc(-7.9), " ", round(Int, 2.5), " ", round(0.15, digits = 1), " ", round(1e20))
s = sprint() do io
    for i in 1:3
        print(io, i, i < 3 ? ", " : "!")
    end
end
println(s, " ", sprint(print, 1, "x"), " ", repr(s), " ", sprint(show, "q\"uote"))
print("no newline;", ' ', 1, nothing, '\n')
println("tab\tstop", " ", raw"raw \n text", " ", """
  indented
    block""", " ", "a" * "b"^2, " ", 'a' * 'b' * "c")
