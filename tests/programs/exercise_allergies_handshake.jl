# Flags in an integer: allergies and a secret handshake.
const ALLERGENS = ["eggs", "peanuts", "shellfish", "strawberries", "tomatoes", "chocolate", "pollen", "cats"]
allergic_to(score, allergen) = (i = findfirst(isequal(allergen), ALLERGENS); score & (1 << (i - 1)) != 0)
allergy_list(score) = Set(a for a in ALLERGENS if allergic_to(score, a))
for score in (0, 1, 5, 34, 248, 255, 509)
    println(lpad(score, 3), ": ", join(sort(collect(allergy_list(score))), ", "))
end
println(allergic_to(5, "shellfish"), " ", allergic_to(5, "cats"), " ", "cats" in allergy_list(128))
const ACTIONS = ("wink", "double blink", "close your eyes", "jump")
function handshake(code::Integer)
    steps = [a for (i, a) in enumerate(ACTIONS) if (code >> (i - 1)) & 1 == 1]
    code & 0b10000 != 0 ? reverse(steps) : steps
end
for code in (1, 3, 19, 31, 0, 16, 0b01001)
    println(string(code, base=2, pad=5), " ", handshake(code))
end
encode(steps) = sum(1 << (findfirst(==(s), collect(ACTIONS)) - 1) for s in steps)
println(encode(["wink", "jump"]), " ", all(encode(handshake(c)) == c for c in 1:15))
function decode_resistor(bands...)
    colours = split("black brown red orange yellow green blue violet grey white")
    value(c) = findfirst(==(c), colours) - 1
    ohms = (10 * value(bands[1]) + value(bands[2])) * 10^value(bands[3])
    ohms >= 10^6 ? "$(ohms ÷ 10^6) megaohms" : ohms >= 1000 ? "$(ohms ÷ 1000) kiloohms" : "$ohms ohms"
end
println(decode_resistor("orange", "orange", "black"), ", ", decode_resistor("blue", "grey", "brown"), ", ", decode_resistor("green", "brown", "orange"), ", ", decode_resistor("white", "violet", "green"))
eggs(n) = n == 0 ? 0 : (n & 1) + eggs(n >> 1)
println([eggs(n) for n in (16, 89, 2_000_000_000)], " ", count_ones(89))
