# Huffman coding: a tree from frequencies, codes, encoding and decoding.
abstract type HuffmanTree end
struct Leaf <: HuffmanTree
    weight::Int
    symbol::Char
end
struct Branch <: HuffmanTree
    weight::Int
    left::HuffmanTree
    right::HuffmanTree
end
Branch(a, b) = Branch(a.weight + b.weight, a, b)
smallest(t::Leaf) = t.symbol
smallest(t::Branch) = min(smallest(t.left), smallest(t.right))
Base.isless(a::HuffmanTree, b::HuffmanTree) = (a.weight, smallest(a)) < (b.weight, smallest(b))
function build(text)
    counts = Dict{Char,Int}()
    for c in text
        counts[c] = get(counts, c, 0) + 1
    end
    trees = HuffmanTree[Leaf(n, c) for (c, n) in counts]
    while length(trees) > 1
        sort!(trees)
        a, b = popfirst!(trees), popfirst!(trees)
        push!(trees, Branch(a, b))
    end
    only(trees)
end
codes(t::Leaf, prefix="") = Dict(t.symbol => isempty(prefix) ? "0" : prefix)
codes(t::Branch, prefix="") = merge(codes(t.left, prefix * "0"), codes(t.right, prefix * "1"))
encode(text, table) = join(table[c] for c in text)
function decode(bits, tree)
    out = IOBuffer()
    node = tree
    for b in bits
        node = b == '0' ? node.left : node.right
        if node isa Leaf
            print(out, node.symbol)
            node = tree
        end
    end
    String(take!(out))
end
depth(::Leaf) = 0
depth(t::Branch) = 1 + max(depth(t.left), depth(t.right))
for text in ("abracadabra", "she sells sea shells", "aabbccdd")
    tree = build(text)
    table = codes(tree)
    bits = encode(text, table)
    println(text, ": ", length(bits), " bits instead of ", 8 * length(text), ", depth ", depth(tree))
    println("  ", join(["$(repr(c))=$(table[c])" for c in sort(collect(keys(table)), by=c -> (length(table[c]), c))], " "))
    println("  ", bits[1:min(30, end)], " ", decode(bits, tree) == text)
end
println(codes(build("zzz")), " ", build("zzz"))
entropy(text) = (n = length(text); -sum(p * log2(p) for p in (count(==(c), text) / n for c in unique(text))))
println(round(entropy("aabb"), digits=6), " ", round(entropy("aaaa"), digits=6) == 0, " ", round(entropy("abcd"), digits=3))
