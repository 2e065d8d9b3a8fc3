# Characters.
c = 'a'
println(c, " ", 'Z', " ", '\n' == '\n', " ", 'é', " ", '∀')
show('a'); print(" "); show('\n'); print(" "); show('\''); print(" "); show('"'); print(" "); show('\\'); println()
println(Int('a'), " ", Int('é'), " ", Char(97), " ", Char(955), " ", UInt32('A'))
println('a' + 1, " ", 'z' - 1, " ", 'z' - 'a', " ", 'a' < 'b', " ", 'a' == 'a')
println(['a', 'b'], " ", ('x', 'y'), " ", Any['c', 1])
println(isdigit('5'), " ", isdigit('x'), " ", isascii('a'), " ", isascii('é'))
println(string('a', 'b'), " ", 'a' * 'b', " ", "x" * 'y', " ", 'c'^3)
println(typeof('a'), " ", sizeof('a'), " ", codepoint('é'))
for x in 'a':'e'
    print(x)
end
println()
println(collect('a':2:'i'), " ", 'c' in 'a':'e', " ", length('a':'z'))
digit(c) = c - '0'
println(digit('7') + digit('2'))
function to_number(s)
    n = 0
    for c in s
        n = 10n + (c - '0')
    end
    n
end
println(to_number("12345") + 1)
counts = zeros(Int, 26)
for c in "hello world"
    if 'a' <= c <= 'z'
        counts[c - 'a' + 1] += 1
    end
end
println(counts)
println(max('a', 'b'), " ", isless('a', 'b'), " ", '\x41', " ", '\u3b1', " ", '\t' == Char(9))
