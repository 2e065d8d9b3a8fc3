# Small tests on words: pangram, isogram, palindrome, acronym, reversal.
ispangram(s) = issubset('a':'z', lowercase(s))
isisogram(s) = (letters = filter(isletter, lowercase(s)); length(unique(letters)) == length(letters))
ispalindrome(s) = (t = filter(isletter, lowercase(s)); t == reverse(t))
acronym(s) = join([uppercase(w[1]) for w in split(s, r"[\s\-_]+", keepempty=false) if isletter(w[1])])
println(ispangram("The quick brown fox jumps over the lazy dog"), " ", ispangram("abc"), " ",
        ispangram("\"Five quacking Zephyrs jolt my wax bed.\""))
for w in ["lumberjacks", "background", "six-year-old", "isograms", "Alphabet", "", "thumbscrew-japingly", "accentor"]
    println(rpad(repr(w), 24), isisogram(w))
end
println(ispalindrome("A man, a plan, a canal: Panama"), " ", ispalindrome("julia"))
for s in ["Portable Network Graphics", "Ruby on Rails", "First In, First Out", "Complementary metal-oxide semiconductor", "The Road _Not_ Taken"]
    println(acronym(s))
end
println(reverse("stressed"), " ", reverse("ünïcode"), " ", join(reverse(split("the quick fox")), " "))
pig(w) = w[1] in "aeiou" ? w * "ay" : (i = findfirst(c -> c in "aeiou", w); w[i:end] * w[1:i-1] * "ay")
println(join(pig.(split("apple pig glove school")), " "))
println(titlecase("the quick brown"), " ", uppercasefirst("word"), " ", lowercasefirst("WORD"))
vowels = count(c -> c ∈ "aeiou", "programming language")
println(vowels, " ", sum(c -> c == 'a' ? 1 : 0, "banana"))
