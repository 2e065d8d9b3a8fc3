# Strings of several bytes a character: indices, iteration, code units, classification.
s = "naïve café ☕ 𝄞"
println(length(s), " ", ncodeunits(s), " ", sizeof(s), " ", lastindex(s))
println([i for i in eachindex(s)] |> length, " ", collect(eachindex("aé☕")), " ", isvalid(s, 4), " ", isvalid(s, 5))
i = firstindex(s)
out = String[]
while i <= lastindex(s)
    ncodeunits(string(s[i])) > 1 && push!(out, "$i:$(s[i])")
    global i = nextind(s, i)
end
println(join(out, " "))
try
    s[4]
    s[5]
catch e
    println(e isa StringIndexError)
end
println(prevind(s, lastindex(s)), " ", nextind("é", 1), " ", s[1:3], "|", s[end], "|", s[nextind(s, 0, 5)])
println([codepoint(c) for c in "aé☕"], " ", codeunits("é"), " ", 'é', " ", Int('☕'), " ", '\u2615', " ", "\u2615\t|")
println(isletter('é'), isuppercase('É'), islowercase('ß'), isdigit('٣'), isnumeric('½'), ispunct('!'), isspace('\u00a0'), iscntrl('\n'))
println(uppercase("éß☕"), " ", titlecase("élan vital"), " ", reverse("añb"), " ", "é" == "é", " ", 'a' + 2, " ", 'z' - 'a')
println(repr('\n'), repr('\''), repr("tab\tquote\"\$ \\ \e \x7f é"), " ", repr('\0'), " ", 'x')
println(first(collect("☕x")), " ", join(sort(collect("hello"))), " ", unique("mississippi"), " ", in('☕', s), " ", count(isletter, s))
for c in "aß"
    print(c, "=", UInt32(c), " ")
end
println()
println(String([0x68, 0x69]), " ", Vector{UInt8}("hi"), " ", String(UInt8[0xe2, 0x98, 0x95]), " ", transcode(UInt8, "é"))
println("α" < "β", " ", "Z" < "a", " ", isless('a', 'b'), " ", cmp("abc", "abd"), " ", "ab"^3, " ", repeat("xy", 2), " ", repeat('z', 3))
println(chop("café☕"), " ", SubString("naïve", 1, 3), " ", findfirst('ï', "naïve"), " ", findlast("a", "banana"), " ", findnext("an", "banana", 3))
println(textwidth("abc"), " ", ascii("abc"), " ", isascii("é"), " ", escape_string("a\"b\n"), " ", unescape_string("\\t|"))
∑(xs...) = +(xs...)
größe, π₂, x̂ = 3, 2π, 0.5
println(∑(1, 2, 3), " ", größe, " ", π₂ ≈ 6.283185307179586, " ", x̂)
