# A small Lisp: reader, environments as chained dictionaries, lambdas as closures.
struct Env
    vars::Dict{Symbol,Any}
    outer::Union{Env,Nothing}
end
Env(outer=nothing) = Env(Dict{Symbol,Any}(), outer)
function lookup(e::Env, name)
    while e !== nothing
        haskey(e.vars, name) && return e.vars[name]
        e = e.outer
    end
    throw(KeyError(name))
end
tokens(text) = split(replace(replace(text, "(" => " ( "), ")" => " ) "))
function read_form!(ts)
    isempty(ts) && error("unexpected end")
    t = popfirst!(ts)
    if t == "("
        list = Any[]
        while true
            isempty(ts) && error("missing )")
            if ts[1] == ")"
                popfirst!(ts)
                return list
            end
            push!(list, read_form!(ts))
        end
    elseif t == ")"
        error("unexpected )")
    end
    n = tryparse(Int, t)
    n === nothing || return n
    x = tryparse(Float64, t)
    x === nothing || return x
    Symbol(t)
end
evaluate(x::Number, env) = x
evaluate(s::Symbol, env) = lookup(env, s)
function evaluate(l::Vector, env)
    head = l[1]
    if head === :define
        return env.vars[l[2]] = evaluate(l[3], env)
    elseif head === :if
        return evaluate(evaluate(l[2], env) ? l[3] : l[4], env)
    elseif head === :lambda
        params, body = l[2], l[3]
        return (args...) -> begin
            inner = Env(env)
            for (p, a) in zip(params, args)
                inner.vars[p] = a
            end
            evaluate(body, inner)
        end
    elseif head === :quote
        return l[2]
    elseif head === :let
        inner = Env(env)
        for (name, value) in l[2]
            inner.vars[name] = evaluate(value, env)
        end
        return evaluate(l[3], inner)
    end
    f = evaluate(head, env)
    f((evaluate(x, env) for x in l[2:end])...)
end
to_text(x) = string(x)
to_text(b::Bool) = b ? "#t" : "#f"
to_text(v::Vector) = "(" * join(map(to_text, v), " ") * ")"
to_text(::Function) = "#<procedure>"
global_env = Env()
for (name, f) in (:+ => +, :- => -, :* => *, :/ => /, :(=) => ==, :< => <, :list => (xs...) -> Any[xs...],
                  :car => first, :cdr => v -> v[2:end], :cons => (x, v) -> Any[x, v...], Symbol("null?") => isempty)
    global_env.vars[name] = f
end
program = ["(+ 1 2 3)", "(define square (lambda (x) (* x x)))", "(square 12)",
    "(define fact (lambda (n) (if (< n 2) 1 (* n (fact (- n 1))))))", "(fact 10)",
    "(define map1 (lambda (f l) (if (null? l) l (cons (f (car l)) (map1 f (cdr l))))))",
    "(map1 square (list 1 2 3 4))", "(quote (a b (c 1.5)))", "(let ((x 3) (y 4)) (+ (square x) (square y)))",
    "((lambda (f x) (f (f x))) square 3)", "(/ 7 2)", "(= 1 1)", "unknown", "(+ 1", ")"]
for line in program
    try
        println(line, " => ", to_text(evaluate(read_form!(collect(tokens(line))), global_env)))
    catch e
        println(line, " failed: ", e isa KeyError ? "no $(e.key)" : e.msg)
    end
end
