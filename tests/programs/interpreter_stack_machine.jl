# A stack machine with labels, a call stack and an assembler.
@enum Op PUSH ADD SUB MUL DUP SWAP POP JMP JZ CALL RET LOAD STORE OUT HALT LT
struct Instruction
    op::Op
    arg::Int
end
Base.show(io::IO, i::Instruction) = i.op in (PUSH, JMP, JZ, CALL, LOAD, STORE) ? print(io, i.op, " ", i.arg) : print(io, i.op)
function assemble(source)
    labels = Dict{String,Int}()
    lines = String[]
    for line in split(source, '\n')
        line = strip(first(split(line, ';')))
        isempty(line) && continue
        if endswith(line, ":")
            labels[chop(line)] = length(lines) + 1
        else
            push!(lines, line)
        end
    end
    names = Dict(string(o) => o for o in instances(Op))
    map(lines) do line
        words = split(line)
        op = names[uppercase(words[1])]
        arg = length(words) < 2 ? 0 : haskey(labels, words[2]) ? labels[words[2]] : parse(Int, words[2])
        Instruction(op, arg)
    end
end
function run_machine(code; trace=false)
    stack, calls, memory, out = Int[], Int[], zeros(Int, 8), Int[]
    pc, steps = 1, 0
    while true
        i = code[pc]
        pc += 1
        steps += 1
        trace && println("  ", i, " ", stack)
        if i.op == PUSH
            push!(stack, i.arg)
        elseif i.op == ADD
            push!(stack, pop!(stack) + pop!(stack))
        elseif i.op == SUB
            b, a = pop!(stack), pop!(stack)
            push!(stack, a - b)
        elseif i.op == MUL
            push!(stack, pop!(stack) * pop!(stack))
        elseif i.op == LT
            b, a = pop!(stack), pop!(stack)
            push!(stack, a < b)
        elseif i.op == DUP
            push!(stack, stack[end])
        elseif i.op == SWAP
            stack[end], stack[end-1] = stack[end-1], stack[end]
        elseif i.op == POP
            pop!(stack)
        elseif i.op == JMP
            pc = i.arg
        elseif i.op == JZ
            pop!(stack) == 0 && (pc = i.arg)
        elseif i.op == CALL
            push!(calls, pc)
            pc = i.arg
        elseif i.op == RET
            pc = pop!(calls)
        elseif i.op == LOAD
            push!(stack, memory[i.arg])
        elseif i.op == STORE
            memory[i.arg] = pop!(stack)
        elseif i.op == OUT
            push!(out, pop!(stack))
        elseif i.op == HALT
            return out, steps
        end
    end
end
factorial_source = """
    push 6
    call fact
    out
    halt
fact:           ; n -- n!
    dup
    jz one
    dup
    push 1
    sub
    call fact
    mul
    ret
one:
    pop
    push 1
    ret
"""
code = assemble(factorial_source)
println(code[1:4], " ", length(code))
println(run_machine(code))
loop = assemble("push 0\nstore 1\nagain:\nload 1\nout\nload 1\npush 1\nadd\nstore 1\nload 1\npush 3\nlt\njz done\njmp again\ndone:\nhalt")
println(run_machine(loop))
println(run_machine(assemble("push 2\ndup\nadd\nout\nhalt"), trace=true))
println(Int(ADD), " ", Op(0), " ", length(instances(Op)), " ", PUSH < HALT, " ", typeof(ADD) === Op)
try
    run_machine(assemble("add"))
catch e
    println(e isa ArgumentError)
end
