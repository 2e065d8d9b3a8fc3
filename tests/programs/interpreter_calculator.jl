# Tokens, a recursive-descent parser, a tree and its evaluation, with variables and functions.
struct Token
    kind::Symbol
    text::String
end
function tokenize(s)
    tokens = Token[]
    i = 1
    while i <= lastindex(s)
        c = s[i]
        if isspace(c)
            i += 1
        elseif isdigit(c)
            j = i
            while j <= lastindex(s) && (isdigit(s[j]) || s[j] == '.')
                j += 1
            end
            push!(tokens, Token(:number, s[i:j-1]))
            i = j
        elseif isletter(c)
            j = i
            while j <= lastindex(s) && isletter(s[j])
                j += 1
            end
            push!(tokens, Token(:name, s[i:j-1]))
            i = j
        elseif c in "+-*/^()=,"
            push!(tokens, Token(:op, string(c)))
            i += 1
        else
            error("unexpected '$c' at $i")
        end
    end
    push!(tokens, Token(:end, ""))
end
abstract type Node end
struct Num <: Node
    value::Float64
end
struct Var <: Node
    name::String
end
struct Bin <: Node
    op::Char
    left::Node
    right::Node
end
struct Neg <: Node
    inner::Node
end
struct Call <: Node
    name::String
    args::Vector{Node}
end
struct Assign <: Node
    name::String
    value::Node
end
mutable struct Parser
    tokens::Vector{Token}
    at::Int
end
peek_token(p) = p.tokens[p.at]
next!(p) = (t = p.tokens[p.at]; p.at += 1; t)
isop(p, ops) = peek_token(p).kind == :op && peek_token(p).text in ops
function expect!(p, text)
    isop(p, (text,)) || error("expected '$text', got '$(peek_token(p).text)'")
    next!(p)
end
function statement(p)
    if peek_token(p).kind == :name && p.tokens[p.at+1].text == "="
        name = next!(p).text
        next!(p)
        return Assign(name, expression(p))
    end
    expression(p)
end
function expression(p)
    left = term(p)
    while isop(p, ("+", "-"))
        op = next!(p).text[1]
        left = Bin(op, left, term(p))
    end
    left
end
function term(p)
    left = unary(p)
    while isop(p, ("*", "/"))
        op = next!(p).text[1]
        left = Bin(op, left, unary(p))
    end
    left
end
unary(p) = isop(p, ("-",)) ? (next!(p); Neg(unary(p))) : power(p)
function power(p)
    base = atom(p)
    isop(p, ("^",)) || return base
    next!(p)
    Bin('^', base, unary(p))
end
function atom(p)
    t = next!(p)
    t.kind == :number && return Num(parse(Float64, t.text))
    if t.kind == :name
        isop(p, ("(",)) || return Var(t.text)
        next!(p)
        args = Node[expression(p)]
        while isop(p, (",",))
            next!(p)
            push!(args, expression(p))
        end
        expect!(p, ")")
        return Call(t.text, args)
    end
    t.text == "(" || error("unexpected '$(t.text)'")
    inner = expression(p)
    expect!(p, ")")
    inner
end
const FUNCTIONS = Dict{String,Function}("max" => max, "sqrt" => sqrt, "half" => x -> x / 2)
evaluate(n::Num, env) = n.value
evaluate(n::Var, env) = get(() -> error("unknown name $(n.name)"), env, n.name)
evaluate(n::Neg, env) = -evaluate(n.inner, env)
function evaluate(n::Bin, env)
    a, b = evaluate(n.left, env), evaluate(n.right, env)
    n.op == '+' ? a + b : n.op == '-' ? a - b : n.op == '*' ? a * b : n.op == '/' ? a / b : a^Int(b)
end
evaluate(n::Call, env) = FUNCTIONS[n.name]((evaluate(a, env) for a in n.args)...)
evaluate(n::Assign, env) = env[n.name] = evaluate(n.value, env)
env = Dict{String,Float64}("ten" => 10)
for line in ["1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-2 ^ 2", "x = 10 / 4", "x * ten", "max(1, x, 2) + sqrt(16)",
             "half(half(8))", "1 +", "y + 1", "2 \$ 3", "(1", "7 - 3 - 2"]
    try
        p = Parser(tokenize(line), 1)
        tree = statement(p)
        peek_token(p).kind == :end || error("left over: $(peek_token(p).text)")
        println(rpad(line, 24), " = ", evaluate(tree, env))
    catch e
        println(rpad(line, 24), " ! ", e.msg)
    end
end
