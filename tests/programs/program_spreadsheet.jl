# A spreadsheet: cells with numbers or formulas, references, ranges, functions, cycles, recalculation order.
struct CellError <: Exception
    cell::String
    reason::String
end
Base.showerror(io::IO, e::CellError) = print(io, e.cell, ": ", e.reason)
mutable struct Sheet
    text::Dict{String,String}
    values::Dict{String,Float64}
    evaluations::Int
end
Sheet() = Sheet(Dict{String,String}(), Dict{String,Float64}(), 0)
Base.setindex!(s::Sheet, text::AbstractString, cell::String) = (s.text[cell] = text; empty!(s.values); text)
Base.setindex!(s::Sheet, x::Real, cell::String) = s[cell] = string(x)
split_name(cell) = (m = match(r"^([A-Z])(\d+)$", cell); m === nothing ? nothing : (m[1][1], parse(Int, m[2])))
function expand_range(a, b)
    (c1, r1), (c2, r2) = split_name(a), split_name(b)
    return ["$c$r" for c in c1:c2 for r in r1:r2]
end
const FUNCTIONS = Dict("SUM" => sum, "MAX" => maximum, "MIN" => minimum, "AVG" => v -> sum(v) / length(v), "COUNT" => length)
const TOKEN = r"\s*(?:(\d+\.?\d*)|([A-Z]+)\(([A-Z]\d+):([A-Z]\d+)\)|([A-Z]\d+)|([-+*/()]))"
function tokens_of(text, cell)
    out = Any[]
    at = 1
    while at <= lastindex(text)
        m = match(TOKEN, text, at)
        (m === nothing || m.offset != at) && throw(CellError(cell, "cannot read '$(text[at:end])'"))
        at = m.offset + ncodeunits(m.match)
        m[1] !== nothing ? push!(out, parse(Float64, m[1])) :
        m[2] !== nothing ? push!(out, (String(m[2]), String(m[3]), String(m[4]))) :
        m[5] !== nothing ? push!(out, String(m[5])) : push!(out, m[6][1])
    end
    return out
end
function evaluate(s::Sheet, cell, visiting = String[])
    haskey(s.values, cell) && return s.values[cell]
    cell in visiting && throw(CellError(cell, "cycle " * join([visiting; cell], " -> ")))
    text = get(s.text, cell, "0")
    number = tryparse(Float64, text)
    if number === nothing
        startswith(text, '=') || throw(CellError(cell, "not a number: $text"))
        s.evaluations += 1
        number = compute(s, tokens_of(text[2:end], cell), cell, [visiting; cell])
    end
    return s.values[cell] = number
end
function compute(s, tokens, cell, visiting)
    at = Ref(1)
    peek() = at[] <= length(tokens) ? tokens[at[]] : nothing
    take() = (t = peek(); at[] += 1; t)
    function factor()
        t = take()
        t isa Float64 && return t
        t isa String && return evaluate(s, t, visiting)
        if t isa Tuple
            f = get(() -> throw(CellError(cell, "unknown function $(t[1])")), FUNCTIONS, t[1])
            return float(f([evaluate(s, c, visiting) for c in expand_range(t[2], t[3])]))
        elseif t == '-'
            return -factor()
        elseif t == '('
            v = expression()
            take() == ')' || throw(CellError(cell, "missing )"))
            return v
        end
        throw(CellError(cell, t === nothing ? "formula ends early" : "unexpected $t"))
    end
    function term()
        v = factor()
        while peek() in ('*', '/')
            v = take() == '*' ? v * factor() : v / factor()
        end
        return v
    end
    function expression()
        v = term()
        while peek() in ('+', '-')
            v = take() == '+' ? v + term() : v - term()
        end
        return v
    end
    v = expression()
    peek() === nothing || throw(CellError(cell, "unexpected $(peek())"))
    return v
end
s = Sheet()
for (i, x) in enumerate([10, 20, 30.5])
    s["A$i"] = x
    s["B$i"] = "=A$i*2"
end
s["C1"] = "=SUM(A1:A3) + AVG(B1:B3)"
s["C2"] = "=(C1 - 0.5) / -(A1 + 10)"
s["C3"] = "=MAX(A1:B3) - COUNT(A1:B3)*MIN(A1:A3)"
println([evaluate(s, c) for c in ("B2", "C1", "C2", "C3", "Z9")], " ", s.evaluations)
s["A2"] = 5
println(evaluate(s, "C1"), " ", evaluate(s, "B2"), " ", expand_range("A1", "B2"))
for (cell, text) in ["D1" => "=D2+1", "D2" => "=D1", "E1" => "=1+", "E2" => "=FOO(A1:A2)", "E3" => "hello", "E4" => "=(1", "E5" => "=1 2", "E6" => "=a1", "E7" => "=1/0"]
    s[cell] = text
end
for cell in ("D1", "E1", "E2", "E3", "E4", "E5", "E6", "E7")
    try
        println(cell, " = ", evaluate(s, cell))
    catch e
        e isa CellError || rethrow()
        println(sprint(showerror, e))
    end
end
