# Building strings: concatenation, interpolation, buffers, join, sprint, repr, show for own types.
struct Money
    amount::Int
end
Base.show(io::IO, m::Money) = print(io, "€", m.amount)
struct Vec
    x::Float64
    y::Float64
end
Base.show(io::IO, v::Vec) = print(io, "⟨", v.x, ", ", v.y, "⟩")
Base.print(io::IO, v::Vec) = print(io, v.x, "/", v.y)
m, v = Money(5), Vec(1, 2)
println(m, " ", v, " ", string(m), " ", string(v), " ", repr(m), " ", repr(v), " $m $v ", [m, m], " ", [v], " ", (m, v))
println("sum: $(1 + 2), list: $([1, 2]), nested: $("in $(1)")", " ", "a" * "b" * 'c', " ", "x"^3, " ", string("a", 1, 2.5, 'c', nothing, :s, true))
io = IOBuffer()
for i in 1:3
    print(io, i, ',')
end
write(io, "end", 'Z', 0x21)
println(String(take!(io)), " ", position(io), " ", sprint(print, "x", 1), " ", sprint(show, "q\"uote"), " ", sprint(io -> foreach(i -> print(io, i), 1:3)))
println(join(["a", "b", "c"]), join([1, 2], "-"), join(Any[1, 'x', "s"], ", ", " & "), " ", repr([1.5, 2]), " ", repr("a\nb"), " ", repr('x'), " ", repr(:s), " ", repr(nothing), " ", repr(1:3))
show(stdout, "shown\n")
println()
show("str"); show('c'); show(:sym); show(1.0); show([1, "a"]); show((1,)); show(1 => 2); println()
print("no newline", '\n')
print(1, "two", 3.0, '\n')
println()
println("tab\there", " ", "null\0" |> length, " ", "back\\slash", " ", "dollar\$", " ", 'q', " ", '\\', " ", "\x41\u42\U43")
println(sprint(show, m; context=:compact => true), " ", sprint(print, 3.14159), " ", string(3), string(3.0), string(1e20), " ", string(-0.0), " ", string(1//2))
buffer = IOBuffer("line one\nline two\n\nlast")
while !eof(buffer)
    println("[", readline(buffer), "]")
end
seekstart(buffer)
println(read(buffer, Char), readuntil(buffer, ' '), " ", length(read(buffer, String)), " ", eof(buffer))
println(collect(eachline(IOBuffer("x\ny"))), " ", readlines(IOBuffer("p\nq\n")), " ", read(IOBuffer("all"), String))
println(lpad("x", 4) * rpad("y", 4) * "|", " ", "=" ^ 10, " ", uppercase("shout") * "!", " ", replace("aXbX", "X" => ""), " ", reverse("abc"))
println(Symbol("a", 1), " ", String(:sym), " ", Symbol("x y"), " ", string(:a, :b), " ", :a < :b, " ", nameof(Money), " ", string(Money), " ", string(Int), " ", string(sum))
s = "initial"
s *= " more"
s = s * "!" ^ 2
println(s, " ", length(s), " ", s[1:3], s[end], " ", s[end-1:end], " ", 'i' in s, " ", occursin("more", s), " ", first(s), last(s))
