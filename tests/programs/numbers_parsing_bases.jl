# Parsing and writing numbers in several bases; words for numbers; checks of what is no number.
println(parse(Int, "42"), " ", parse(Int, "-17"), " ", parse(Int, "+5"), " ", parse(Int, " 12 "), " ", parse(Int, "ff", base=16), " ", parse(Int, "-101", base=2), " ", parse(Int, "0x1F"), " ", parse(Int, "zz", base=36), " ", parse(UInt8, "200"), " ", parse(Bool, "true"))
for bad in ("", "abc", "12x", "1.5", "--1", "99999999999999999999", "0b12", "1 2")
    try
        println(parse(Int, bad))
    catch e
        println(rpad(repr(bad), 24), typeof(e), " ", tryparse(Int, bad) === nothing)
    end
end
try
    parse(UInt8, "256")
catch e
    println(typeof(e))
end
println(string(255, base=2), " ", string(255, base=8), " ", string(255, base=16), " ", string(-42, base=16), " ", string(5, base=2, pad=8), " ", string(0, base=2), " ", bitstring(Int16(-2)), " ", string(35, base=36))
println(digits(1234), " ", digits(255, base=16), " ", digits(5, base=2, pad=6), " ", reverse(digits(90210)), " ", ndigits(0), " ", ndigits(255, base=16), " ", foldr((d, acc) -> 10acc + d, digits(1234), init=0))
to_base(n, b) = n == 0 ? [0] : (out = Int[]; while n > 0; pushfirst!(out, n % b); n ÷= b; end; out)
from_base(ds, b) = foldl((acc, d) -> acc * b + d, ds, init=0)
rebase(ds, from, to) = to_base(from_base(ds, from), to)
println(rebase([1, 0, 1], 2, 10), " ", rebase([4, 2], 10, 2), " ", rebase([1, 1, 2, 0], 3, 16), " ", rebase([], 2, 10))
const SMALL = split("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
const TENS = Dict(zip(2:9, ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]))
function say(n)
    n < 0 && return "minus " * say(-n)
    n < 20 && return String(SMALL[n+1])
    n < 100 && return TENS[n÷10] * (n % 10 == 0 ? "" : "-" * say(n % 10))
    for (size, name) in ((10^9, "billion"), (10^6, "million"), (1000, "thousand"), (100, "hundred"))
        if n >= size
            rest = n % size
            return say(n ÷ size) * " " * name * (rest == 0 ? "" : " " * say(rest))
        end
    end
end
for n in (0, 13, 20, 99, 100, 342, 1000, 12_345, 1_000_001, 987_654_321_123, -7)
    println(n, ": ", say(n))
end
ordinal(n) = string(n, 11 <= n % 100 <= 13 ? "th" : n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th")
println(join(ordinal.([1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111]), " "))
commas(n) = replace(string(n), r"(?<=\d)(?=(\d{3})+$)" => ",")
println(commas(1234567), " ", commas(999), " ", commas(1000))
hex(bytes) = join(string(b, base=16, pad=2) for b in bytes)
unhex(s) = [parse(UInt8, s[i:i+1], base=16) for i in 1:2:length(s)]
println(hex(codeunits("Julia")), " ", String(unhex("68656c6c6f")), " ", hex(UInt8[0, 15, 255]), " ", Char(parse(Int, "41", base=16)))
