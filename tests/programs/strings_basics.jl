# Strings: length, indexing, iteration, comparison.
s = "Hello, world"
println(length(s), " ", s[1], " ", s[end], " ", s[1:5], " ", s[8:end], " ", sizeof(s))
for c in "abc"
    print(c, "-")
end
println()
t = "añb∀c"
println(length(t), " ", sizeof(t), " ", ncodeunits(t), " ", t[1], t[2], t[4], " ", lastindex(t))
for c in t
    print(c, "|")
end
println()
println(nextind(t, 2), " ", prevind(t, 4), " ", isvalid(t, 3), " ", isvalid(t, 4))
println("" == "", " ", isempty(""), " ", isempty("a"), " ", length(""))
println("abc" < "abd", " ", "abc" == "abc", " ", "a" < "B", " ", "abc" != "abcd")
function count_vowels(s)
    n = 0
    for c in s
        if c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'
            n += 1
        end
    end
    n
end
println(count_vowels("the quick brown fox"))
function reversed(s)
    out = ""
    for c in s
        out = string(c, out)
    end
    out
end
println(reversed("stressed"), " ", reversed(t))
function is_palindrome(s)
    i, j = 1, length(s)
    while i < j
        s[i] == s[j] || return false
        i += 1
        j -= 1
    end
    true
end
println(is_palindrome("racecar"), " ", is_palindrome("abca"))
function caesar(s, k)
    out = ""
    for c in s
        if 'a' <= c <= 'z'
            c = 'a' + (c - 'a' + k) % 26
        end
        out *= string(c)
    end
    out
end
println(caesar("hello, world", 3), " ", caesar(caesar("abcxyz", 5), 21))
println(s[1] == 'H', " ", typeof(s), " ", typeof(s[1]), " ", 'o' in s)
println(collect("abc"), " ", ["a", "b"][2])
