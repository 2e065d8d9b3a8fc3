# What scripts do at top level, on untyped globals: each of these calls is looked up when it runs, and each of the methods is
# compiled for itself.
text = "one two three two one two"
total = 0
ratio = 0.5
numbers = [3, 1, 2]
decimals = [1.5, 0.5]
words = split(text)
names = ["b", "a"]
counts = Dict{String, Int}()
table = Dict("a" => 1, "b" => 2)
squares = Dict{Int, Int}()
seen = Set{String}()
for w in words
    counts[w] = get(counts, w, 0) + 1
    push!(seen, w)
end
for w in names
    counts[w] = get(counts, w, 0) + length(w)
    haskey(table, w) && println(w, " ", table[w])
end
for i in 1:3
    global total
    total += numbers[i]
    squares[i] = i * i
    println(i, " ", total, " ", total / i, " ", total % 2 == 0)
end
for x in numbers
    global total
    total = total * x - 1
    x > 2 || continue
    println("x = $x, ", x + 0.5, " ", 2x, " ", -x, " ", x^2, " ", x ÷ 2, " ", x <= 3, " ", x != 1)
end
for x in decimals
    global ratio
    ratio += x * 2
    println("ratio: ", ratio, " ", ratio - x, " ", x < 1.0, " ", sqrt(x), " ", round(x, digits = 1), " ", -x, " ", x / 2)
end
for (k, v) in squares
    println(k, " => ", v)
end
for (i, w) in enumerate(names)
    println(i, ": ", w, " ", uppercase(w), " ", w * "!", " ", w == "a", " ", length(w))
end
for (n, w) in zip(numbers, names)
    println(n, w)
end
for k in sort(collect(keys(counts)))
    println(k, " ", counts[k])
end
for k in sort(collect(keys(squares)), rev = true)
    println(k, " ", squares[k])
end
push!(numbers, 4)
push!(decimals, 2.5)
push!(names, "c")
numbers[1] = 7
decimals[1] = 0.25
names[1] = "z"
sort!(numbers)
sort!(decimals)
println(numbers, " ", decimals, " ", names, " ", words, " ", sum(numbers), " ", maximum(numbers), " ", minimum(decimals), " ", sum(decimals))
println(length(numbers), " ", length(decimals), " ", length(names), " ", length(counts), " ", length(text), " ", isempty(numbers), " ", numbers[end])
println(counts, " ", table, " ", squares, " ", length(seen), " ", "one" in seen, " ", 3 in numbers, " ", sort(names), " ", sort(numbers))
println(join(names, ", "), " ", join(numbers, " "), " ", string(total, "!"), " ", string(ratio), " ", repr("q"), " ", text[1:3])
println(parse(Int, "12") + total, " ", parse(Float64, "1.5") * ratio, " ", div(total, 2), " ", mod(total, 3), " ", abs(total), " ", max(total, 3))
println(numbers .+ 1, " ", decimals .* 2.0, " ", numbers .^ 2, " ", decimals .+ 1, " ", first(numbers), " ", last(names), " ", pop!(numbers))
println(collect(1:3), " ", collect(keys(table)), " ", collect(values(squares)), " ", reverse(numbers), " ", zeros(2), " ", fill(0, 2))
println(replace(text, "one" => "1"), " ", startswith(text, "one"), " ", occursin("two", text), " ", strip(text), " ", split("a,b", ","))
println(haskey(squares, 2), " ", get(table, "a", 0), " ", delete!(table, "a"), " ", (1, 2), " ", (total, "a"), " ", 1:3, " ", :name, " ", nothing)
print("done", "\n")
