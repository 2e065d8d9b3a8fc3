# Verses that grow: twelve days, the house, a proverb, bottles.
const GIFTS = ["a Partridge in a Pear Tree", "two Turtle Doves", "three French Hens", "four Calling Birds", "five Gold Rings"]
const DAYS = ["first", "second", "third", "fourth", "fifth"]
function verse(n)
    gifts = n == 1 ? GIFTS[1] : join(GIFTS[n:-1:2], ", ") * ", and " * GIFTS[1]
    "On the $(DAYS[n]) day of Christmas my true love gave to me: $gifts."
end
println(verse(1))
println(verse(3))
println(join((verse(n) for n in 4:5), "\n"))
const HOUSE = [("house that Jack built", ""), ("malt", "lay in"), ("rat", "ate"), ("cat", "killed"), ("dog", "worried")]
function house(n)
    text = "This is the " * HOUSE[n][1]
    for k in n:-1:2
        text *= "\nthat $(HOUSE[k][2]) the $(HOUSE[k-1][1])"
    end
    text * "."
end
println(house(1), "\n", house(4))
function proverb(words...)
    isempty(words) && return ""
    lines = String["For want of a $a the $b was lost." for (a, b) in zip(words, words[2:end])]
    join(push!(lines, "And all for the want of a $(words[1])."), "\n")
end
println(proverb("nail", "shoe", "horse"), "|", proverb("pin"), "|", repr(proverb()))
bottles(n) = n == 0 ? "no more bottles" : n == 1 ? "1 bottle" : "$n bottles"
function beer(n)
    first_line = "$(uppercasefirst(bottles(n))) of beer on the wall, $(bottles(n)) of beer.\n"
    action = n == 0 ? "Go to the store and buy some more, " : "Take $(n == 1 ? "it" : "one") down and pass it around, "
    first_line * action * "$(bottles(mod(n - 1, 100))) of beer on the wall."
end
for n in (2, 1, 0)
    println(beer(n), "\n")
end
two_fer(name="you") = "One for $name, one for me."
println(two_fer(), " ", two_fer("Zoë"), " ", length(beer(0)), " ", count(isequal('\n'), house(5)))
