# Dictionaries with strings, symbols and characters as keys list them in the order of their hashes.
d = Dict("apple" => 3, "banana" => 5, "cherry" => 7)
for (k, v) in d
    println(k, " ", v)
end
println(collect(keys(d)), collect(values(d)), length(d))
println(get(d, "x", 0), " ", get!(d, "x", 1), " ", haskey(d, "x"), " ", length(d))
delete!(d, "x")
println(d == Dict("cherry" => 7, "banana" => 5, "apple" => 3), " ", d == Dict("apple" => 3))
words = split("the quick brown fox jumps over the lazy dog and the cat sat on the mat while the dog slept", " ")
counts = Dict{String, Int}()
for w in words
    counts[w] = get(counts, w, 0) + 1
end
for p in counts
    println(p.first, " => ", p.second)
end
println(sort(collect(counts), by = p -> (-p[2], p[1])))
letters = Dict{Char, Int}()
for c in "mississippi river"
    letters[c] = get(letters, c, 0) + 1
end
for (c, n) in letters
    print(c, n, " ")
end
println()
symbols = Dict(:alpha => 1, :beta => 2, :gamma => 3, :delta => 4)
println(symbols[:beta], " ", haskey(symbols, :zeta), " ", sort(collect(keys(symbols))))
println(pop!(d, "apple"), " ", haskey(d, "apple"))
try
    d["zzz"]
catch e
    showerror(stdout, e)
    println()
end
try
    pop!(d, "zzz")
catch e
    println(e)
end
big = Dict{String, Int}()
for i in 1:200
    big[string("key", i)] = i
end
println(join(first.(collect(big))[1:20], " "))
for i in 1:2:200
    delete!(big, string("key", i))
end
println(length(big), " ", sum(values(big)), " ", join(first.(collect(big))[1:10], " "))
for i in 300:320
    big[string("key", i)] = i
end
println(join(collect(keys(big))[1:30], " "))
filter!(p -> p.second > 250, big)
println(sort(collect(keys(big))))
empty!(big)
println(isempty(big), " ", length(big))
e = copy(counts)
e["the"] = 100
println(counts["the"], " ", e["the"], " ", length(merge(counts, symbols |> s -> Dict(string(k) => v for (k, v) in s))))
println(mergewith(+, Dict("a" => 1), Dict("a" => 2))["a"], " ", merge(Dict("a" => 1), Dict("a" => 5))["a"])
println(Dict(zip(["p", "q"], [1, 2]))["q"], " ", Dict([("r", 1), ("s", 2)])["s"], " ", Dict(string(i) => i^2 for i in 1:5)["4"])
println(findmax(Dict("a" => 1, "b" => 3)), " ", maximum(values(counts)), " ", count(p -> p[2] > 1, counts))
println(get!(() -> 42, d, "new"), " ", d["new"], " ", get(() -> 7, d, "none"))
println("banana" in keys(d), " ", ("banana" => 5) in d, " ", 5 in values(d), " ", keytype(d), " ", valtype(d))
nested = Dict("x" => Dict("y" => [1, 2, 3]))
push!(nested["x"]["y"], 4)
println(nested["x"]["y"], " ", nested)
println(Set("hello"), " ", length(Set(words)), " ", "cat" in Set(words))
for w in Set(words[1:5])
    print(w, " ")
end
println()
