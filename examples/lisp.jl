# A small Lisp: reader, environments, closures, tail calls; and a few programs for it.
struct Name
    text::String
end
struct Lambda
    parameters::Vector{Name}
    body::Any
    scope::Any
end
mutable struct Scope
    values::Dict{String,Any}
    outer::Union{Scope,Nothing}
end

tokens(text) = split(replace(replace(text, "(" => " ( "), ")" => " ) "))

function read_form(words, at)
    word = words[at]
    if word == "("
        items = Any[]
        at += 1
        while words[at] != ")"
            item, at = read_form(words, at)
            push!(items, item)
        end
        return items, at + 1
    end
    number = tryparse(Int, word)
    number === nothing || return number, at + 1
    fraction = tryparse(Float64, word)
    return (fraction === nothing ? Name(String(word)) : fraction), at + 1
end

function find_scope(scope, name)
    while scope !== nothing
        haskey(scope.values, name) && return scope
        scope = scope.outer
    end
    error("unknown name: ", name)
end

evaluate(x, scope) = x
evaluate(name::Name, scope) = find_scope(scope, name.text).values[name.text]
function evaluate(form::Vector{Any}, scope)
    while true
        head = form[1]
        if head isa Name && head.text == "quote"
            return form[2]
        elseif head isa Name && head.text == "if"
            branch = evaluate(form[2], scope) === false ? form[4] : form[3]
        elseif head isa Name && head.text == "define"
            scope.values[form[2].text] = evaluate(form[3], scope)
            return nothing
        elseif head isa Name && head.text == "lambda"
            return Lambda([item for item in form[2]], form[3], scope)
        else
            called = evaluate(head, scope)
            arguments = [evaluate(item, scope) for item in form[2:end]]
            called isa Lambda || return called(arguments...)
            names = [name.text for name in called.parameters]
            scope = Scope(Dict{String,Any}(zip(names, arguments)), called.scope)
            branch = called.body
        end
        # What comes last needs no call of its own.
        branch isa Vector{Any} || return evaluate(branch, scope)
        form = branch
    end
end

write_form(x) = string(x)
write_form(name::Name) = name.text
write_form(::Lambda) = "#<lambda>"
write_form(truth::Bool) = truth ? "#t" : "#f"
write_form(items::Vector) = string("(", join(map(write_form, items), " "), ")")

function standard_scope()
    values = Dict{String,Any}("+" => +, "-" => -, "*" => *, "/" => /, "=" => ==, "<" => <, ">" => >, "mod" => mod)
    values["list"] = (items...) -> Any[items...]
    values["cons"] = (item, items) -> Any[item; items]
    values["car"] = items -> items[1]
    values["cdr"] = items -> items[2:end]
    values["null?"] = items -> isempty(items)
    return Scope(values, nothing)
end

function run_lisp(text)
    scope = standard_scope()
    words = tokens(text)
    at = 1
    while at <= length(words)
        form, at = read_form(words, at)
        result = evaluate(form, scope)
        result === nothing || println(rpad(write_form(form), 44), " => ", write_form(result))
    end
end

run_lisp("""
(define fact (lambda (n) (if (< n 2) 1 (* n (fact (- n 1))))))
(fact 20)
(define count (lambda (n sum) (if (= n 0) sum (count (- n 1) (+ sum n)))))
(count 100000 0)
(define map (lambda (f items) (if (null? items) items (cons (f (car items)) (map f (cdr items))))))
(define range (lambda (a b) (if (> a b) (list) (cons a (range (+ a 1) b)))))
(map (lambda (x) (* x x)) (range 1 10))
(define adder (lambda (n) (lambda (x) (+ x n))))
((adder 10) 32)
(define fib (lambda (n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))))
(fib 20)
(quote (a (b c) 2.5))
(= 1 2)
""")
try
    run_lisp("(car (nowhere 1))")
catch problem
    println("refused: ", sprint(showerror, problem))
end
