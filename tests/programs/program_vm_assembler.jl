# An assembler with labels and a virtual machine with a stack, memory and subroutines.
@enum Opcode::UInt8 HALT PUSH ADD SUB MUL DIVIDE DUP SWAP DROP JMP JZ CALL RET LOAD STORE PRINT LESS
struct Word
    op::Opcode
    argument::Int32
end
Base.show(io::IO, w::Word) = print(io, w.op, w.argument == 0 ? "" : " $(w.argument)")

const HAS_ARGUMENT = Set([PUSH, JMP, JZ, CALL, LOAD, STORE])
const NAMES = Dict(lowercase(string(op)) => op for op in instances(Opcode))

function assemble(source::AbstractString)
    labels = Dict{String,Int}()
    pending = Tuple{Int,Opcode,Union{String,Nothing}}[]
    for (n, line) in enumerate(split(source, '\n'))
        text = strip(replace(line, r";.*" => ""))
        while (m = match(r"^(\w+):\s*(.*)$", text)) !== nothing
            haskey(labels, m[1]) && error("line $n: label $(m[1]) is defined twice")
            labels[m[1]] = length(pending) + 1
            text = m[2]
        end
        isempty(text) && continue
        parts = split(text)
        op = get(NAMES, parts[1], nothing)
        op === nothing && error("line $n: unknown instruction $(repr(String(parts[1])))")
        (length(parts) == 2) == (op in HAS_ARGUMENT) || error("line $n: wrong number of operands for $op")
        push!(pending, (n, op, length(parts) == 2 ? String(parts[2]) : nothing))
    end
    return map(pending) do (n, op, argument)
        argument === nothing && return Word(op, 0)
        value = something(tryparse(Int32, argument), get(labels, argument, nothing), Some(nothing))
        value === nothing && error("line $n: unknown label $argument")
        return Word(op, value)
    end
end

struct MachineError <: Exception
    at::Int
    what::String
end
Base.showerror(io::IO, e::MachineError) = print(io, "machine stopped at ", e.at, ": ", e.what)

function execute(code::Vector{Word}; limit = 10_000, trace = false)
    stack, calls, memory = Int[], Int[], Dict{Int32,Int}()
    output = Int[]
    pc, steps = 1, 0
    pop() = isempty(stack) ? throw(MachineError(pc, "stack is empty")) : pop!(stack)
    while true
        1 <= pc <= length(code) || throw(MachineError(pc, "outside of the program"))
        (steps += 1) > limit && throw(MachineError(pc, "more than $limit steps"))
        word = code[pc]
        trace && println("  ", lpad(pc, 2), " ", rpad(string(word), 9), stack)
        op, next = word.op, pc + 1
        if op == HALT
            return output, steps
        elseif op == PUSH
            push!(stack, word.argument)
        elseif op in (ADD, SUB, MUL, DIVIDE, LESS)
            b, a = pop(), pop()
            op == DIVIDE && b == 0 && throw(MachineError(pc, "division by zero"))
            push!(stack, op == ADD ? a + b : op == SUB ? a - b : op == MUL ? a * b : op == DIVIDE ? a ÷ b : Int(a < b))
        elseif op == DUP
            a = pop()
            append!(stack, (a, a))
        elseif op == SWAP
            b, a = pop(), pop()
            push!(stack, b, a)
        elseif op == DROP
            pop()
        elseif op == JMP
            next = word.argument
        elseif op == JZ
            pop() == 0 && (next = word.argument)
        elseif op == CALL
            push!(calls, next)
            next = word.argument
        elseif op == RET
            isempty(calls) && throw(MachineError(pc, "return without call"))
            next = pop!(calls)
        elseif op == LOAD
            push!(stack, get(memory, word.argument, 0))
        elseif op == STORE
            memory[word.argument] = pop()
        elseif op == PRINT
            push!(output, pop())
        end
        pc = Int(next)
    end
end

factorial_code = assemble("""
        push 10
        call fact
        print
        halt
fact:   dup             ; n n
        jz one
        dup
        push 1
        sub
        call fact
        mul
        ret
one:    drop
        push 1
        ret
""")
println(length(factorial_code), " words: ", factorial_code[1:5], " ", sizeof(Word))
println(execute(factorial_code))
squares = assemble("""
    push 1
    store 0
loop: load 0
    dup
    mul
    print
    load 0
    push 1
    add
    dup
    store 0
    push 6
    less
    jz done
    jmp loop
done: halt
""")
println(execute(squares))
execute(assemble("push 2\npush 3\nadd\nprint\nhalt"), trace = true)
for source in ["push", "jmp nowhere", "frob 1", "a: a: halt", "add", "push 1\npush 0\ndivide", "x: jmp x", "ret", "push 1"]
    try
        println(execute(assemble(source), limit = 100))
    catch e
        println(rpad(repr(source), 26), e isa MachineError ? sprint(showerror, e) : e.msg)
    end
end
println(Opcode(3), " ", Int(CALL), " ", typemax(Opcode), " ", length(instances(Opcode)), " ", RET in HAS_ARGUMENT, " ", NAMES["jz"])
