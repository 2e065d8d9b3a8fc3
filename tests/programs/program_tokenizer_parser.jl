# A tokenizer, a Pratt parser and a symbolic differentiator for arithmetic expressions.
@enum Kind number name operator lparen rparen stop

struct Token
    kind::Kind
    text::String
    at::Int
end
Base.show(io::IO, t::Token) = print(io, t.kind, ":", repr(t.text))

struct ParseFailure <: Exception
    message::String
    at::Int
end
Base.showerror(io::IO, e::ParseFailure) = print(io, "at ", e.at, ": ", e.message)

function tokenize(s::String)
    tokens = Token[]
    i = firstindex(s)
    while i <= lastindex(s)
        c = s[i]
        if isspace(c)
            i = nextind(s, i)
        elseif isdigit(c) || c == '.'
            j = i
            while j <= lastindex(s) && (isdigit(s[j]) || s[j] == '.')
                j = nextind(s, j)
            end
            push!(tokens, Token(number, s[i:prevind(s, j)], i))
            i = j
        elseif isletter(c)
            j = i
            while j <= lastindex(s) && (isletter(s[j]) || isdigit(s[j]))
                j = nextind(s, j)
            end
            push!(tokens, Token(name, s[i:prevind(s, j)], i))
            i = j
        elseif c in "+-*/^"
            push!(tokens, Token(operator, string(c), i))
            i += 1
        elseif c == '('
            push!(tokens, Token(lparen, "(", i))
            i += 1
        elseif c == ')'
            push!(tokens, Token(rparen, ")", i))
            i += 1
        else
            throw(ParseFailure("unexpected character $(repr(c))", i))
        end
    end
    push!(tokens, Token(stop, "", i))
    return tokens
end

abstract type Node end
struct Num <: Node
    value::Float64
end
struct Var <: Node
    name::Symbol
end
struct Op <: Node
    name::Char
    left::Node
    right::Node
end
struct Call <: Node
    name::Symbol
    argument::Node
end

mutable struct Parser
    tokens::Vector{Token}
    at::Int
end
peek_token(p::Parser) = p.tokens[p.at]
function next!(p::Parser)
    t = p.tokens[p.at]
    p.at += 1
    return t
end
function expect!(p, kind)
    t = next!(p)
    t.kind == kind || throw(ParseFailure("expected $kind, got $(t.kind)", t.at))
    return t
end

const binding = Dict("+" => 10, "-" => 10, "*" => 20, "/" => 20, "^" => 40)
const right_associative = ("^",)

function parse_expression(p::Parser, least = 0)
    left = parse_prefix(p)
    while true
        t = peek_token(p)
        t.kind == operator || break
        power = binding[t.text]
        power > least || break
        next!(p)
        right = parse_expression(p, t.text in right_associative ? power - 1 : power)
        left = Op(t.text[1], left, right)
    end
    return left
end

function parse_prefix(p::Parser)
    t = next!(p)
    if t.kind == number
        value = tryparse(Float64, t.text)
        value === nothing && throw(ParseFailure("bad number $(t.text)", t.at))
        return Num(value)
    elseif t.kind == name
        if peek_token(p).kind == lparen
            next!(p)
            argument = parse_expression(p)
            expect!(p, rparen)
            return Call(Symbol(t.text), argument)
        end
        return Var(Symbol(t.text))
    elseif t.kind == operator && t.text == "-"
        return Op('*', Num(-1), parse_expression(p, 30))
    elseif t.kind == lparen
        inside = parse_expression(p)
        expect!(p, rparen)
        return inside
    end
    throw(ParseFailure("unexpected $(t.kind)", t.at))
end
function parse_text(s)
    p = Parser(tokenize(s), 1)
    tree = parse_expression(p)
    expect!(p, stop)
    return tree
end

const operations = Dict{Char,Function}('+' => +, '-' => -, '*' => *, '/' => /, '^' => ^)
const functions = Dict{Symbol,Function}(:sqrt => sqrt, :abs => abs, :double => x -> 2x)
evaluate(n::Num, env) = n.value
evaluate(v::Var, env) = env[v.name]
evaluate(o::Op, env) = operations[o.name](evaluate(o.left, env), evaluate(o.right, env))
evaluate(c::Call, env) = functions[c.name](evaluate(c.argument, env))

derive(::Num, x) = Num(0)
derive(v::Var, x) = Num(v.name == x)
function derive(o::Op, x)
    a, b = o.left, o.right
    da, db = derive(a, x), derive(b, x)
    o.name in ('+', '-') && return simplify(Op(o.name, da, db))
    o.name == '*' && return simplify(Op('+', simplify(Op('*', da, b)), simplify(Op('*', a, db))))
    if o.name == '^' && b isa Num
        return simplify(Op('*', simplify(Op('*', b, simplify(Op('^', a, Num(b.value - 1))))), da))
    end
    error("cannot derive $(o.name)")
end

simplify(n::Node) = n
function simplify(o::Op)
    l, r = o.left, o.right
    l isa Num && r isa Num && return Num(evaluate(o, nothing))
    if o.name == '+'
        l == Num(0) && return r
        r == Num(0) && return l
    elseif o.name == '*'
        (l == Num(0) || r == Num(0)) && return Num(0)
        l == Num(1) && return r
        r == Num(1) && return l
    elseif o.name == '^'
        r == Num(1) && return l
        r == Num(0) && return Num(1)
    end
    return o
end

show_number(x) = isinteger(x) ? string(Int(x)) : string(x)
Base.show(io::IO, n::Num) = print(io, show_number(n.value))
Base.show(io::IO, v::Var) = print(io, v.name)
Base.show(io::IO, o::Op) = print(io, "(", o.left, " ", o.name, " ", o.right, ")")
Base.show(io::IO, c::Call) = print(io, c.name, "(", c.argument, ")")

println(tokenize("2x+ (y1)"))
env = Dict(:x => 3.0, :y => 0.5)
for s in ["1 + 2 * 3", "2 ^ 3 ^ 2", "-x ^ 2", "(1 + x) * (1 - y) / 4", "sqrt(x * 12) - abs(0 - y)", "double(double(x))", "10 - 4 - 3"]
    tree = parse_text(s)
    println(rpad(s, 28), tree, " = ", evaluate(tree, env))
end
for s in ["x * x", "3 * x ^ 3 - 2 * x + 7", "(x + 1) ^ 2", "y"]
    println(s, " -> ", derive(parse_text(s), :x))
end
for s in ["1 +", "(1", "1 2", "3 \$ 4", "1.2.3", "z"]
    try
        println(evaluate(parse_text(s), env))
    catch e
        println(rpad(s, 8), typeof(e), " ", e isa ParseFailure ? sprint(showerror, e) : e)
    end
end
