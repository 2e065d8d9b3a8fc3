# Strings with letters of more than one byte: indices, characters, searching, case, width.
s = "αβγ, naïve café — 5€"
println(length(s), " ", ncodeunits(s), " ", sizeof(s), " ", lastindex(s))
println([i for i in eachindex(s)][1:8], " ", collect(s)[1:4])
println(s[1], s[3], s[end], " ", s[1:5], " ", first(s, 3), " ", last(s, 2))
for i in (2, 100)
    try
        println(s[i])
    catch e
        println(typeof(e))
    end
end
println(nextind(s, 1), " ", prevind(s, 5), " ", nextind(s, 1, 3), " ", thisind(s, 2), " ", isvalid(s, 2), " ", isvalid(s, 3))
println(uppercase(s), " ", lowercase("ÀÉÎ"), " ", titlecase("élan vital"), " ", uppercasefirst("été"), " ", lowercasefirst("ÉTÉ"))
println(reverse("añb"), " ", findfirst('ï', s), " ", findfirst("café", s), " ", findnext(isequal(Char(97)), s, 13), " ", findlast('a', s), " ", findfirst(isequal('z'), s))
println(occursin("naïve", s), " ", 'é' in s, " ", count(c -> !isascii(c), s), " ", startswith(s, "αβ"), " ", endswith(s, '€'))
println(replace(s, "é" => "e"), " ", replace(s, r"[^\x00-\x7F]" => "?"), " ", filter(isletter, s))
println([(c, Int(c), ncodeunits(c)) for c in "a€𝄞é"])
println(codeunits("é€"), " ", Vector{UInt8}("é"), " ", String([0xe2, 0x82, 0xac]), " ", transpose([1, 2]) == [1 2])
println('a' + 1, " ", 'z' - 'a', " ", Char(0x3b1), " ", 'α':'ε', " ", collect('α':'ε'), " ", 'β' - 'α')
println("α" < "β", " ", "é" > "z", " ", cmp("a", "b"), " ", isless("B", "a"), " ", "abc" == "abc", " ", sort(["é", "e", "z", "a", "Z"]))
println(repr("tab\t quote\" dollar\$ back\\ é \u2200 \x01"), " ", "\u00e9" == "é", " ", '\u2200', " ", "\U1F600")
println(textwidth("日本"), " ", lpad("ab", 6), "|", rpad("é", 3), "|", length("日本語"))
println(join(reverse(split("un deux trois")), '→'), " ", strip("··hi··", '·'), " ", split("a→b→c", '→'), " ", split("añbñc", "ñ"))
println(isletter('é'), isuppercase('É'), islowercase('ß'), isdigit('٣'), isnumeric('٣'), ispunct('—'), isspace('\u00a0'))
println(string('a', "b", 1, 2.5, :c, nothing, true), " ", "x"^3, " ", 'é'^3, " ", repeat("ab", 2))
for (i, c) in pairs("aé€")
    print(i, c, ' ')
end
println()
for (n, c) in enumerate("日本語")
    print(n, c, n == 3 ? '\n' : ' ')
end
println(map(c -> c in "aeiou" ? uppercase(c) : c, "queue über"), " ", map(uppercase, "straße"))
println(chop("été"), " ", chop("éàü", head = 1, tail = 1), " ", chomp("é\n"), " ", SubString(s, 1, 3), " ", typeof(SubString(s, 1, 3)), " ", typeof(s[1:3]))
palindrome(t) = (u = filter(isletter, lowercase(t)); u == reverse(u))
println(palindrome("Ésope reste ici et se repose"), " ", palindrome("A man, a plan, a canal: Panama"), " ", palindrome("été"))
caesar(t, n) = map(c -> 'a' <= c <= 'z' ? 'a' + mod(c - 'a' + n, 26) : c, t)
println(caesar("zebra, é!", 3), " ", caesar(caesar("abc xyz", 5), -5))
Δ(x) = x[2:end] .- x[1:end-1]
φ, ψ = (1 + √5) / 2, (1 - √5) / 2
fib(n) = round(Int, (φ^n - ψ^n) / √5)
println(Δ([1, 4, 9]), " ", fib.(1:10), " ", 2π > 6 && !(2 ∉ [1, 2]), " ", [1, 2] ∪ [3], " ", 3 ∈ 1:3, " ", 7 ÷ 2, " ", 5 ≠ 5, " ", 3 ≤ 4 ≤ 4, " ", true ⊻ false)
