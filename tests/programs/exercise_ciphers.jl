# Caesar, Atbash, Vigenère and rail fence.
shift(c::Char, k) = isuppercase(c) ? 'A' + mod(c - 'A' + k, 26) : islowercase(c) ? 'a' + mod(c - 'a' + k, 26) : c
caesar(s, k) = map(c -> shift(c, k), s)
atbash(s) = join(c in 'a':'z' ? Char('z' - (c - 'a')) : c for c in lowercase(s) if isletter(c) || isdigit(c))
function vigenere(s, key; decode=false)
    out = Char[]
    for (i, c) in enumerate(s)
        k = key[mod1(i, length(key))] - 'a'
        push!(out, shift(c, decode ? -k : k))
    end
    String(out)
end
function rail_order(n, rails)
    period = 2rails - 2
    row(i) = (r = mod(i - 1, period); r < rails ? r : period - r)
    sort(collect(1:n), by = i -> (row(i), i))
end
fence(s, rails) = String(collect(s)[rail_order(length(s), rails)])
function unfence(s, rails)
    out = Vector{Char}(undef, length(s))
    out[rail_order(length(s), rails)] = collect(s)
    String(out)
end
println(caesar("The quick brown fox!", 13), " ", caesar(caesar("Hello, World", 5), -5))
println(atbash("Testing, 1 2 3, testing."), " ", atbash("gsvjfrxpyildmulcqfnkhlevi"))
secret = vigenere("iamapandabear", "dddddddddddddddddd")
println(secret, " ", vigenere(secret, "d", decode=true), " ", vigenere("attackatdawn", "lemon"))
println(fence("WEAREDISCOVEREDFLEEATONCE", 3))
println(unfence(fence("WEAREDISCOVEREDFLEEATONCE", 3), 3))
println(fence("EXERCISES", 4), " ", unfence("ESXIEECSR", 4))
