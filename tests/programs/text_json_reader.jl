# Reads and writes JSON: a recursive descent parser over code units, errors with positions, pretty printing, paths.
mutable struct Reader
    text::String
    at::Int
end
struct JSONError <: Exception
    message::String
    line::Int
    column::Int
end
Base.showerror(io::IO, e::JSONError) = print(io, e.message, " at line ", e.line, ", column ", e.column)
function fail(r::Reader, message)
    before = SubString(r.text, 1, prevind(r.text, min(r.at, ncodeunits(r.text) + 1)))
    line = count(==('\n'), before) + 1
    start = findlast('\n', before)
    throw(JSONError(message, line, length(before) - (start === nothing ? 0 : length(before[1:start])) + 1))
end
finished(r) = r.at > ncodeunits(r.text)
current(r) = finished(r) ? '\0' : r.text[r.at]
advance!(r) = (c = current(r); r.at = nextind(r.text, r.at); c)
function skip_space!(r)
    while !finished(r) && current(r) in " \t\n\r"
        advance!(r)
    end
end
function expect!(r, c)
    current(r) == c || fail(r, "expected $(repr(c))")
    advance!(r)
end
function read_value(r)
    skip_space!(r)
    c = current(r)
    value = c == '{' ? read_object(r) : c == '[' ? read_array(r) : c == '"' ? read_string(r) :
            c == '-' || isdigit(c) ? read_number(r) : read_word(r)
    skip_space!(r)
    return value
end
function read_word(r)
    for (word, value) in ("true" => true, "false" => false, "null" => nothing)
        if startswith(SubString(r.text, min(r.at, ncodeunits(r.text))), word)
            r.at += ncodeunits(word)
            return value
        end
    end
    fail(r, finished(r) ? "unexpected end" : "unexpected $(repr(current(r)))")
end
function read_number(r)
    m = match(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", r.text, r.at)
    (m === nothing || m.offset != r.at) && fail(r, "bad number")
    r.at += ncodeunits(m.match)
    return m[1] === nothing && m[2] === nothing ? parse(Int, m.match) : parse(Float64, m.match)
end
const ESCAPES = Dict('n' => '\n', 't' => '\t', 'r' => '\r', '"' => '"', '\\' => '\\', '/' => '/', 'b' => '\b', 'f' => '\f')
function read_string(r)
    expect!(r, '"')
    io = IOBuffer()
    while true
        finished(r) && fail(r, "unterminated string")
        c = advance!(r)
        c == '"' && return String(take!(io))
        if c == '\\'
            e = advance!(r)
            if e == 'u'
                code = tryparse(UInt16, r.text[r.at:min(r.at + 3, end)], base = 16)
                code === nothing && fail(r, "bad escape")
                r.at += 4
                print(io, Char(code))
            else
                haskey(ESCAPES, e) || fail(r, "bad escape")
                print(io, ESCAPES[e])
            end
        else
            print(io, c)
        end
    end
end
function read_array(r)
    expect!(r, '[')
    items = Any[]
    skip_space!(r)
    current(r) == ']' && (advance!(r); return items)
    while true
        push!(items, read_value(r))
        c = advance!(r)
        c == ']' && return items
        c == ',' || (r.at = prevind(r.text, r.at); fail(r, "expected ',' or ']'"))
    end
end
function read_object(r)
    expect!(r, '{')
    object = Dict{String,Any}()
    skip_space!(r)
    current(r) == '}' && (advance!(r); return object)
    while true
        skip_space!(r)
        key = read_string(r)
        skip_space!(r)
        expect!(r, ':')
        object[key] = read_value(r)
        c = advance!(r)
        c == '}' && return object
        c == ',' || (r.at = prevind(r.text, r.at); fail(r, "expected ',' or '}'"))
    end
end
function parse_json(text)
    r = Reader(text, 1)
    value = read_value(r)
    finished(r) || fail(r, "text behind the value")
    return value
end
write_json(io, x::Union{Number,Bool}) = print(io, x)
write_json(io, ::Nothing) = print(io, "null")
write_json(io, s::AbstractString) = print(io, '"', escape_string(s), '"')
write_json(io, s::Symbol) = write_json(io, string(s))
function write_json(io, v::Union{AbstractVector,Tuple}; indent = 0)
    print(io, '[')
    for (i, x) in enumerate(v)
        i > 1 && print(io, ", ")
        write_json(io, x)
    end
    print(io, ']')
end
function write_json(io, d::Union{AbstractDict,NamedTuple}; indent = 0)
    ks = sort!(collect(keys(d)), by = string)
    isempty(ks) && return print(io, "{}")
    println(io, '{')
    for (i, k) in enumerate(ks)
        print(io, "  "^(indent + 1))
        write_json(io, k)
        print(io, ": ")
        d[k] isa Union{AbstractDict,NamedTuple} ? write_json(io, d[k], indent = indent + 1) : write_json(io, d[k])
        println(io, i < length(ks) ? "," : "")
    end
    print(io, "  "^indent, '}')
end
to_json(x) = sprint(write_json, x)
at(x, path...) = foldl((v, k) -> v[k], path; init = x)

document = parse_json("""
{
  "name": "Widget \\u00e9\\n", "price": 12.50, "count": 3, "tags": ["a", "b", []],
  "size": {"w": -1, "h": 2e3}, "ok": true, "none": null
}
""")
println(sort!(collect(keys(document))), " ", document["price"], " ", typeof(document["count"]), " ", repr(document["name"]))
println(at(document, "size", "h"), " ", at(document, "tags", 2), " ", document["none"] === nothing, " ", length(document["tags"][3]))
println(to_json(document))
println(to_json((b = [1, 2.5, "x\ty"], a = nothing, c = (true, :sym), d = Dict())))
println(parse_json(to_json(document)) == document, " ", parse_json("[1, [2, [3]], -4.5e-2]"), " ", parse_json(" \"plain\" "))
for bad in ["", "[1, 2", "{\"a\" 1}", "[1,\n 2,\n x]", "\"abc", "nul", "[1] 2", "{\"a\": \"\\q\"}", "-", "{1: 2}"]
    try
        println(parse_json(bad))
    catch e
        println(rpad(repr(bad), 20), e isa JSONError ? sprint(showerror, e) : e)
    end
end
