# Ranks hands of poker and picks the winners.
const RANKS = Dict(c => i + 1 for (i, c) in enumerate("23456789TJQKA"))
struct Card
    rank::Int
    suit::Char
end
Card(s::AbstractString) = Card(RANKS[s[1]], s[2])
struct Hand
    text::String
    cards::Vector{Card}
end
Hand(text::AbstractString) = Hand(text, [Card(w) for w in split(text)])
function category(h::Hand)
    ranks = sort([c.rank for c in h.cards], rev=true)
    counts = Dict{Int,Int}()
    for r in ranks
        counts[r] = get(counts, r, 0) + 1
    end
    groups = sort(collect(counts), by=p -> (p[2], p[1]), rev=true)
    shape = [n for (_, n) in groups]
    order = [r for (r, _) in groups]
    flush = length(unique(c.suit for c in h.cards)) == 1
    straight = length(order) == 5 && order[1] - order[5] == 4
    if order == [14, 5, 4, 3, 2]
        straight, order = true, [5, 4, 3, 2, 1]
    end
    level = straight && flush ? 8 : shape[1] == 4 ? 7 : shape == [3, 2] ? 6 : flush ? 5 : straight ? 4 :
            shape[1] == 3 ? 3 : shape == [2, 2, 1] ? 2 : shape[1] == 2 ? 1 : 0
    (level, order)
end
Base.isless(a::Hand, b::Hand) = category(a) < category(b)
const NAMES = ["high card", "pair", "two pair", "three of a kind", "straight", "flush", "full house", "four of a kind", "straight flush"]
describe(h::Hand) = NAMES[category(h)[1]+1]
function winners(texts)
    hands = Hand.(texts)
    best = maximum(category, hands)
    [h.text for h in hands if category(h) == best]
end
for t in ["4S 5S 7H 8D JC", "2S 8H 6S 8D JH", "4S 5H 4C 8D 5C", "4S 5H 4C 8D 4H", "3S 4D 2S 6D 5C", "2S 4S 5S 6S 7S", "4S 5H 4C 5D 4H", "4S 4H 4C 4D JH", "7S 8S 9S 6S TS", "4D AH 3S 2D 5C"]
    println(rpad(t, 16), describe(Hand(t)))
end
println(winners(["4D 5S 6S 8D 3C", "2S 4C 7S 9H TH", "3S 4S 5D 6H JH"]), " ", winners(["3S 4S 5D 6H JH", "3H 4H 5C 6C JD"]))
println([describe(h) for h in sort(Hand.(["2S 4S 5S 6S 7S", "4S 5H 4C 8D 5C", "4S 5S 7H 8D JC"]))], " ", Hand("2S 8H 6S 8D JH") < Hand("4S 5H 4C 8D 5C"))
println(length(RANKS), " ", RANKS['T'], " ", Card("AS"), " ", maximum(c -> c.rank, Hand("2S 8H 6S 8D JH").cards))
