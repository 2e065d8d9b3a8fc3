# A tiny assembler: registers in a dictionary, instructions as tuples of symbols and numbers.
parse_arg(s) = (n = tryparse(Int, s); n === nothing ? Symbol(s) : n)
parse_line(l) = (w = split(l); (Symbol(w[1]), map(parse_arg, w[2:end])...))
program = map(parse_line, ["cpy 41 a", "inc a", "inc a", "dec a", "jnz a 2", "dec a"])
println(program[1], " ", program[5], " ", length(program))
value(r, x::Int) = x
value(r, x::Symbol) = r[x]
function execute(program; registers...)
    r = Dict{Symbol,Int}(:a => 0, :b => 0, :c => 0, :d => 0)
    for (k, v) in registers
        r[k] = v
    end
    pc, ticks = 1, 0
    while 1 <= pc <= length(program)
        op, x = program[pc][1], program[pc][2]
        ticks += 1
        if op === :cpy
            r[program[pc][3]] = value(r, x)
        elseif op === :inc
            r[x] += 1
        elseif op === :dec
            r[x] -= 1
        elseif op === :jnz && value(r, x) != 0
            pc += value(r, program[pc][3])
            continue
        elseif op !== :jnz
            error("unknown operation $op")
        end
        pc += 1
    end
    r, ticks
end
r, ticks = execute(program)
println(r[:a], " ", ticks)
multiply = map(parse_line, ["cpy b c", "inc a", "dec c", "jnz c -2", "dec d", "jnz d -5"])
r, ticks = execute(multiply; b=6, d=7)
println(r[:a], " ", ticks, " ", [k => r[k] for k in sort(collect(keys(r)))])
try
    execute([(:jmp, 1)])
catch e
    println(e.msg)
end
captcha(s) = sum(c - '0' for (c, d) in zip(s, s[2:end] * s[1]) if c == d)
println(captcha("1122"), " ", captcha("91212129"), " ", captcha("1111"))
checksum(rows) = sum(maximum(r) - minimum(r) for r in rows)
println(checksum([[5, 1, 9, 5], [7, 5, 3], [2, 4, 6, 8]]))
function redistribute(banks)
    seen = Dict{Vector{Int},Int}()
    steps = 0
    while !haskey(seen, banks)
        seen[copy(banks)] = steps
        n, i = findmax(banks)
        banks[i] = 0
        for k in 1:n
            banks[mod1(i + k, end)] += 1
        end
        steps += 1
    end
    steps, steps - seen[banks]
end
println(redistribute([0, 2, 7, 0]))
