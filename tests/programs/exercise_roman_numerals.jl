# Roman numerals in both directions, checked against each other.
const NUMERALS = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
                  (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]

"Writes `n` in Roman numerals."
function to_roman(n::Integer)
    n > 0 || throw(ArgumentError("only positive numbers have Roman numerals"))
    text = ""
    for (value, letters) in NUMERALS
        while n >= value
            text *= letters
            n -= value
        end
    end
    return text
end

letter_value(c) = c == 'I' ? 1 : c == 'V' ? 5 : c == 'X' ? 10 : c == 'L' ? 50 :
                  c == 'C' ? 100 : c == 'D' ? 500 : c == 'M' ? 1000 : error("not a numeral: $c")

function from_roman(text::AbstractString)
    total = 0
    previous = 0
    for c in reverse(text)
        value = letter_value(c)
        total += value < previous ? -value : value
        previous = value
    end
    total
end

for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999)
    r = to_roman(n)
    println(lpad(n, 5), " ", rpad(r, 12), from_roman(r) == n)
end
println(all(from_roman(to_roman(n)) == n for n in 1:2000))
try
    to_roman(0)
catch e
    println(typeof(e), ": ", e.msg)
end
try
    from_roman("MZ")
catch e
    println(e isa ErrorException, " ", e.msg)
end
