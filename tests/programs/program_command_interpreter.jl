# An interpreter for a small language of commands: variables, loops, procedures; errors name the line.
struct Instruction
    line::Int
    name::Symbol
    args::Vector{String}
end

mutable struct Machine
    variables::Dict{String,Union{Int,String}}
    procedures::Dict{String,Vector{Instruction}}
    output::IOBuffer
    steps::Int
    limit::Int
end
Machine(; limit = 1000) = Machine(Dict(), Dict(), IOBuffer(), 0, limit)

struct ScriptError <: Exception
    line::Int
    message::String
end
Base.showerror(io::IO, e::ScriptError) = print(io, "line ", e.line, ": ", e.message)

function read_script(text)
    instructions = Instruction[]
    for (n, raw) in enumerate(split(text, '\n'))
        line = strip(first(split(raw, '#')))
        isempty(line) && continue
        words = [String(m.match) for m in eachmatch(r"\"[^\"]*\"|\S+", line)]
        push!(instructions, Instruction(n, Symbol(lowercase(words[1])), words[2:end]))
    end
    return instructions
end

value(m::Machine, i::Instruction, word::AbstractString) =
    if startswith(word, '"')
        String(strip(word, '"'))
    elseif (n = tryparse(Int, word)) !== nothing
        n
    elseif haskey(m.variables, word)
        m.variables[word]
    else
        throw(ScriptError(i.line, "unknown variable '$word'"))
    end

number(m, i, word) = begin
    v = value(m, i, word)
    v isa Int || throw(ScriptError(i.line, "a number is wanted, not $(repr(v))"))
    v
end

function block_end(code, start)
    depth = 1
    for k in start+1:length(code)
        name = code[k].name
        if name in (:repeat, :proc, :if)
            depth += 1
        elseif name === :end
            depth -= 1
            depth == 0 && return k
        end
    end
    throw(ScriptError(code[start].line, "'$(code[start].name)' has no end"))
end

const COMPARISONS = Dict("=" => (==), "<" => (<), ">" => (>))

function execute!(m::Machine, code::AbstractVector{Instruction})
    k = 1
    while k <= length(code)
        i = code[k]
        m.steps += 1
        m.steps > m.limit && throw(ScriptError(i.line, "too many steps"))
        if i.name === :set
            m.variables[i.args[1]] = value(m, i, i.args[2])
        elseif i.name in (:add, :sub, :mul)
            op = i.name === :add ? (+) : i.name === :sub ? (-) : (*)
            m.variables[i.args[1]] = op(number(m, i, i.args[1]), number(m, i, i.args[2]))
        elseif i.name === :print
            println(m.output, join((value(m, i, a) for a in i.args), ' '))
        elseif i.name === :repeat
            stop = block_end(code, k)
            for _ in 1:number(m, i, i.args[1])
                execute!(m, view(code, k+1:stop-1))
            end
            k = stop
        elseif i.name === :if
            stop = block_end(code, k)
            a, op, b = i.args
            test = get(COMPARISONS, op) do
                throw(ScriptError(i.line, "unknown comparison '$op'"))
            end
            test(value(m, i, a), value(m, i, b)) && execute!(m, view(code, k+1:stop-1))
            k = stop
        elseif i.name === :proc
            stop = block_end(code, k)
            m.procedures[i.args[1]] = code[k+1:stop-1]
            k = stop
        elseif i.name === :call
            name = i.args[1]
            haskey(m.procedures, name) || throw(ScriptError(i.line, "unknown procedure '$name'"))
            execute!(m, m.procedures[name])
        else
            throw(ScriptError(i.line, "unknown command '$(i.name)'"))
        end
        k += 1
    end
    return m
end

function run_script(text; kw...)
    m = Machine(; kw...)
    failure = nothing
    try
        execute!(m, read_script(text))
    catch e
        e isa ScriptError || rethrow()
        failure = e
    end
    print(String(take!(m.output)))
    failure === nothing ? println("[", m.steps, " steps]") : println("error: ", sprint(showerror, failure))
end

run_script("""
    # squares
    set n 1
    repeat 4
        set s n
        mul s n
        print "square of" n "is" s
        add n 1
    end
    if n > 4
        print "done"
    end
""")
run_script("""
proc fib
    set t a
    add t b
    set a b
    set b t
end
set a 0
set b 1
repeat 20
    call fib
end
print a
""")
run_script("set x \"text\"\nprint x\nadd x 1")
run_script("print y")
run_script("repeat 3\nprint 1")
run_script("if 1 ? 2\nend")
run_script("repeat 1000\nset x 1\nend", limit = 50)
run_script("call nothing")
run_script("jump 1")
