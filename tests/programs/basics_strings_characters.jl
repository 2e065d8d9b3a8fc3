# Characters and strings without Dict or Regex: counting, classifying, shifting, palindromes, vowels.
function count_letters(s)
    counts = zeros(Int, 26)
    for ch in s
        if 'a' <= ch <= 'z'
            counts[ch - 'a' + 1] += 1
        elseif 'A' <= ch <= 'Z'
            counts[ch - 'A' + 1] += 1
        end
    end
    counts
end
c = count_letters("Hello, World")
for k in 1:26
    c[k] > 0 && print('a' + (k - 1), c[k], " ")
end
println()
isvowel(ch) = ch in "aeiouAEIOU"
function vowels(s)
    n = 0
    for ch in s
        n += isvowel(ch)
    end
    n
end
println(vowels("Programming in Julia"), " ", vowels(""), " ", isvowel('x'))
function caesar(s, k)
    out = ""
    for ch in s
        if 'a' <= ch <= 'z'
            out *= 'a' + mod(ch - 'a' + k, 26)
        elseif 'A' <= ch <= 'Z'
            out *= 'A' + mod(ch - 'A' + k, 26)
        else
            out *= ch
        end
    end
    out
end
println(caesar("Attack at Dawn!", 3), " ", caesar(caesar("xyz", 5), -5))
function palindrome(s)
    i, j = 1, length(s)
    while i < j
        s[i] == s[j] || return false
        i += 1
        j -= 1
    end
    true
end
println(palindrome("racecar"), palindrome("abca"), palindrome(""), palindrome("x"))
function words(s)
    list = String[]
    word = ""
    for ch in s
        if ch == ' '
            word == "" || push!(list, word)
            word = ""
        else
            word *= ch
        end
    end
    word == "" || push!(list, word)
    list
end
w = words("  the quick  brown fox ")
println(w, " ", length(w))
longest = w[1]
for x in w
    if length(x) > length(longest)
        global longest = x
    end
end
println(longest, " ", uppercase(longest), " ", 'a' + 1, " ", 'z' - 'a', " ", Int('A'), " ", Char(98), " ", 'b' > 'a')
function parse_int(s)
    n = 0
    negative = false
    for (i, ch) in enumerate(s)
        if i == 1 && ch == '-'
            negative = true
        else
            n = 10n + (ch - '0')
        end
    end
    negative ? -n : n
end
println(parse_int("1234") + 1, " ", parse_int("-56"), " ", "abc" < "abd", " ", "Zebra" < "apple", " ", "a" == "a")
function squeeze(s)
    out = ""
    last = '\0'
    for ch in s
        ch == last || (out *= ch)
        last = ch
    end
    out
end
println(squeeze("aabbbcccd"), " ", squeeze("mississippi"), " ", length(squeeze("")))
for i in 1:4
    println(" "^(4 - i), "*"^(2i - 1))
end
println(string("a", 1, 'b', 2.5, true), " ", "x"^0, "|", "ab" * "cd", " ", "n = $(1 + 1), s = $("in")")
