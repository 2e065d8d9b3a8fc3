# String literals, escapes and interpolation.
name = "world"
n = 3
println("hello $name")
println("$n + $n = $(n + n)")
println("$(n > 2 ? "big" : "small") $(n)$(n)")
println("nested: $("inner $(n * 2)")")
println("vector $([1, 2]) tuple $((1, "a")) float $(1.5) bool $(true) nothing $(nothing)")
println("char $('x') symbol $(:abc) range $(1:3) byte $(0x0f)")
println("escaped \$name \"quoted\" back\\slash tab\tend")
println("unicode é ∀ 😀 \u00e9 \x41 \U1F600")
println("line one\nline two")
println("""
    triple quoted
      indented "quotes" $name
    end""")
println("")
print("no newline")
print("\n")
println("a", 1, 'b', 2.5, :c, nothing, true)
print(1, 2, "\n")
println(string("x", 1, 2.5, 'c', true, :s), " ", string(12), " ", string())
println("a" * "b" * string(1), " ", "ab"^3, " ", repeat("xy", 2))
s = "val"
s *= "ue"
println(s, " ", length(s), " ", s == "value")
show("a\tb\"c\\d\$e\n"); println()
show("é"); println()
println(repr("quoted"), " ", repr('c'), " ", repr(1.0), " ", repr(:sym), " ", repr([1, 2]))
struct P
    x::Int
end
println("struct $(P(3)) field $(P(3).x)")
for i in 1:3
    println("row $i: $(i^2)")
end
function table(rows)
    out = ""
    for i in 1:rows
        out = out * "$i,"
    end
    out
end
println(table(5))
