# Brainfuck with jumps worked out beforehand, and output into a buffer.
function jumps(program)
    table = zeros(Int, length(program))
    open = Int[]
    for (i, c) in enumerate(program)
        if c == '['
            push!(open, i)
        elseif c == ']'
            isempty(open) && throw(ArgumentError("unmatched ] at $i"))
            j = pop!(open)
            table[i], table[j] = j, i
        end
    end
    isempty(open) || throw(ArgumentError("unmatched [ at $(open[end])"))
    table
end
function execute(program::String; input="")
    table = jumps(program)
    out = IOBuffer()
    tape = zeros(UInt8, 100)
    at, pc, used = 1, 1, 1
    while pc <= length(program)
        c = program[pc]
        if c == '>'
            at += 1
        elseif c == '<'
            at -= 1
        elseif c == '+'
            tape[at] += 0x01
        elseif c == '-'
            tape[at] -= 0x01
        elseif c == '.'
            write(out, tape[at])
        elseif c == ','
            tape[at] = used <= ncodeunits(input) ? codeunit(input, used) : 0x00
            used += 1
        elseif c == '[' && tape[at] == 0
            pc = table[pc]
        elseif c == ']' && tape[at] != 0
            pc = table[pc]
        end
        pc += 1
    end
    String(take!(out)), tape[1:4]
end
hello = "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++."
text, tape = execute(hello)
print(text)
println(tape)
println(execute(",[.,]", input="echo"))
println(execute("++>+++[<+>-]<."))
println(execute("-"))
for bad in ("[[]", "[]]")
    try
        execute(bad)
    catch e
        println(typeof(e), " ", e.msg)
    end
end
println(count(isequal('+'), hello), " ", Set(hello) == Set("+-<>[]."))
