# Strings and characters.
function texts(s, n)
    t = string(s, n, ' ', 1.5, true)
    u = "$s has $n and $(n + 1)"
    k = 0
    for c in t
        c == 'a' && (k += 1)
    end
    t == u && (k += 1)
    t < u && (k += 1)
    isempty(t) && (k += 1)
    return length(t) + k + sizeof(u) + ncodeunits(u), u * t, s^2
end
println(texts("abc", 5))
println(parse(Int, "42") + 1)
print("x", 1, 2.5, 'c', :s, nothing, true, "\n")
show("quoted")
show('q')
println()
