# Exercises on text and dice: pig latin, house that jack built, proverb, food chain, OCR digits, poker dice, crypto square.
function pig(word)
    m = match(r"^(?:(?=[aeiou]|xr|yt)()|([^aeiou]*qu|[^aeiou][^aeiouy]*))(.*)$", word)
    return m[2] === nothing ? word * "ay" : m[3] * m[2] * "ay"
end
println(join(pig.(split("apple pig chair queen square therapy thrush school yttria xray yellow rhythm my")), " "))
proverb(words) = [["For want of a $a the $b was lost." for (a, b) in zip(words, words[2:end])]; "And all for the want of a $(words[1])."]
foreach(println, proverb(["nail", "shoe", "horse"]))
const PARTS = ["house that Jack built" => "", "malt" => "lay in", "rat" => "ate", "cat" => "killed"]
verse(n) = "This is " * join(["the $(PARTS[k][1])" * (k > 1 ? " that $(PARTS[k][2]) " : "") for k in n:-1:1]) * "."
foreach(n -> println(verse(n)), 1:4)
function square_code(text)
    s = filter(c -> isletter(c) || isdigit(c), lowercase(text))
    isempty(s) && return ""
    c = ceil(Int, sqrt(length(s)))
    r = cld(length(s), c)
    grid = permutedims(reshape(collect(rpad(s, r * c)), c, r))
    return join([join(grid[:, j]) for j in 1:c], ' ')
end
println("[", square_code("If man was meant to stay on the ground, god would have given us roots."), "] [", square_code("Chill out."), "] [", square_code("  "), "]")
const DIGITS = Dict(" _ | ||_|   " => '0', "     |  |   " => '1', " _  _||_    " => '2', " _  _| _|   " => '3', "   |_|  |   " => '4')
function ocr(text)
    rows = split(text, '\n')
    length(rows) % 4 == 0 || throw(ArgumentError("rows come in fours"))
    width = length(rows[1])
    join([get(DIGITS, join(r[c:c+2] for r in rows), '?') for c in 1:3:width])
end
digits_text = join([join(rows) for rows in zip([[" _ ", "| |", "|_|", "   "], ["   ", "  |", "  |", "   "], [" _ ", " _|", "|_ ", "   "], [" _ ", " _|", " _|", "   "], ["   ", "|_|", "  |", "   "], ["   ", "   ", "   ", "   "]]...)], "\n")
println(digits_text, "\n", ocr(digits_text))
hand(dice) = begin
    c = sort([count(==(d), dice) for d in unique(dice)], rev = true)
    c[1] == 5 ? "five of a kind" : c[1] == 4 ? "four of a kind" : c == [3, 2] ? "full house" :
    sort(dice) in ([1, 2, 3, 4, 5], [2, 3, 4, 5, 6]) ? "straight" : c[1] == 3 ? "three of a kind" :
    c[1:2] == [2, 2] ? "two pairs" : c[1] == 2 ? "pair" : "nothing"
end
for dice in ([1, 1, 1, 1, 1], [2, 2, 3, 3, 3], [6, 5, 4, 3, 2], [1, 2, 2, 5, 5], [1, 3, 4, 5, 6], [4, 4, 1, 4, 2], [1, 2, 3, 4, 6], [6, 6, 6, 1, 6], [2, 2, 1, 4, 6])
    println(dice, " ", hand(dice))
end
binary(s) = all(in("01"), s) ? foldl((a, c) -> 2a + (c == '1'), s; init = 0) : 0
println(binary.(["1", "101", "11010", "0", "012"]), " ", [string(n, base = 2) for n in (0, 5, 255)], " ", [parse(Int, "zz", base = 36), parse(Int, "-101", base = 2)])
triangle(a, b, c) = (s = sort([a, b, c]); s[1] <= 0 || s[1] + s[2] < s[3] ? :none : length(unique(s)) == 1 ? :equilateral : length(unique(s)) == 2 ? :isosceles : :scalene)
println([triangle(t...) for t in [(2, 2, 2), (3, 4, 4), (3, 4, 5), (1, 1, 3), (0, 0, 0)]])
sum_of_multiples(limit, factors) = sum(Int[n for n in 1:limit-1 if any(f -> f != 0 && n % f == 0, factors)])
println(sum_of_multiples(20, [3, 5]), " ", sum_of_multiples(1, [3]), " ", sum_of_multiples(10, [0]), " ", (n = 100; sum(1:n)^2 - sum(abs2, 1:n)), " ", [n for n in 1:100 if string(n) == reverse(string(n)) && n > 9])
allergic(score) = [name for (k, name) in enumerate(["eggs", "peanuts", "shellfish", "strawberries"]) if score >> (k - 1) & 1 == 1]
println(allergic(0), allergic(3), allergic(255))
accumulate_with(f, xs) = [f(x) for x in xs]
println(accumulate_with(abs2, 1:3), " ", accumulate_with(reverse, ["ab", "cd"]), " ", [prod(1:n) for n in 0:5], " ", join(["$b bottle$(b == 1 ? "" : "s")" for b in 2:-1:0], ", "))
