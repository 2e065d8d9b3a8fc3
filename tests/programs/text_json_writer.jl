# Writes values as JSON by dispatch, and reads them back.
json(x::Nothing) = "null"
json(x::Bool) = string(x)
json(x::Real) = string(x)
json(x::Symbol) = json(string(x))
function json(s::AbstractString)
    out = IOBuffer()
    print(out, '"')
    for c in s
        if c == '"'
            print(out, "\\\"")
        elseif c == '\\'
            print(out, "\\\\")
        elseif c == '\n'
            print(out, "\\n")
        elseif c < ' '
            print(out, "\\u", string(UInt32(c), base=16, pad=4))
        else
            print(out, c)
        end
    end
    print(out, '"')
    String(take!(out))
end
json(v::AbstractVector) = "[" * join(map(json, v), ",") * "]"
json(t::Tuple) = json(collect(t))
json(d::AbstractDict) = "{" * join([json(string(k)) * ":" * json(d[k]) for k in sort(collect(keys(d)))], ",") * "}"
json(nt::NamedTuple) = "{" * join((json(k) * ":" * json(v) for (k, v) in pairs(nt)), ",") * "}"
println(json(nothing), json(true), json(1.5), json("a\"b\\c\n\x01"))
println(json([1, 2.5, "x", nothing, [true]]), " ", json((1, :two)), " ", json((name = "n", list = [1, 2])))
println(json(Dict("b" => 1, "a" => [Dict("z" => nothing)])))
mutable struct Reader
    text::String
    at::Int
end
current(r) = r.at <= ncodeunits(r.text) ? r.text[r.at] : '\0'
skip!(r) = while isspace(current(r)); r.at += 1; end
function expect!(r, c)
    skip!(r)
    current(r) == c || error("expected $c at $(r.at)")
    r.at = nextind(r.text, r.at)
end
function value!(r)
    skip!(r)
    c = current(r)
    if c == '{'
        expect!(r, '{')
        d = Dict{String,Any}()
        skip!(r)
        while current(r) != '}'
            k = value!(r)
            expect!(r, ':')
            d[k] = value!(r)
            skip!(r)
            current(r) == ',' && expect!(r, ',')
            skip!(r)
        end
        expect!(r, '}')
        d
    elseif c == '['
        expect!(r, '[')
        v = Any[]
        skip!(r)
        while current(r) != ']'
            push!(v, value!(r))
            skip!(r)
            current(r) == ',' && expect!(r, ',')
            skip!(r)
        end
        expect!(r, ']')
        v
    elseif c == '"'
        stop = findnext('"', r.text, r.at + 1)
        s = r.text[r.at+1:prevind(r.text, stop)]
        r.at = stop + 1
        s
    elseif startswith(r.text[r.at:end], "true")
        r.at += 4
        true
    elseif startswith(SubString(r.text, r.at), "null")
        r.at += 4
        nothing
    else
        m = match(r"^-?\d+(\.\d+)?([eE][-+]?\d+)?", r.text[r.at:end])
        m === nothing && error("unexpected $(repr(c)) at $(r.at)")
        r.at += length(m.match)
        occursin(r"[.eE]", m.match) ? parse(Float64, m.match) : parse(Int, m.match)
    end
end
v = value!(Reader("{\"list\": [1, -2.5e3, \"drei ü\", null, true, {}], \"n\": {\"x\": []}}", 1))
println(length(v["list"]), " ", v["n"]["x"], " ", length(v), " ", json(v["n"]))
println(json(value!(Reader(" [ ] ", 1))), " ", value!(Reader("12", 1)) + 1)
for bad in ("{1 2}", "[?]")
    try
        value!(Reader(bad, 1))
    catch e
        println(e.msg)
    end
end
