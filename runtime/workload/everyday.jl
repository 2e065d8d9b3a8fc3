# What everyday programs use of the library: dictionaries, sorting, text, broadcasting, comprehensions, reductions.
struct Item
    name::String
    size::Float64
    count::Int
end
function count_words(text)
    counts = Dict{String, Int}()
    for word in split(text)
        w = String(word)
        counts[w] = get(counts, w, 0) + 1
    end
    order = sort(collect(keys(counts)), by = w -> (-counts[w], w))
    for w in order
        println(w, ": ", counts[w])
    end
    return join(order, ","), length(counts), haskey(counts, "b")
end
println(count_words("a b c a, b. a"))
println(split("a,b,c", ","), " ", split("a b"), " ", strip("  x "), " ", replace("abc", "b" => "x"), " ", uppercase("abc"))
function dictionaries()
    d = Dict("a" => 1, "b" => 2)
    d["c"] = 3
    e = Dict{Int, Int}()
    for i in 1:20
        e[i] = get(e, i, 0) + i
    end
    s = 0
    for (k, v) in e
        s += k * v
    end
    delete!(d, "a")
    t = Set([1, 2, 3])
    push!(t, 4)
    println(d, " ", length(e), " ", s, " ", sum(values(e)), " ", sort(collect(keys(e))), " ", 2 in t)
    return get!(e, 30, 1), pop!(e, 30)
end
println(dictionaries())
function sorting()
    v = [3, 1, 2]
    w = [3.0, 1.0, 2.0]
    s = ["b", "a"]
    sort!(v)
    items = [Item("x", 2.0, 1), Item("y", 1.0, 2)]
    sort!(items, by = item -> item.size)
    println(sort(v, rev = true), sort(w), sort(s), sort(v, by = abs), items[1].name)
    println(maximum(w), minimum(w))
    return sum(x -> x * 2, v), filter(isodd, v)
end
println(sorting())
function dots(n)
    x = collect(1.0:n)
    k = collect(1:n)
    y = 2.0 .* x .^ 2 .- 3.0 .* x .+ 1.0
    z = map(v -> v / 2.0, y)
    y .+= x
    x .*= 2.0
    println(sum(y), " ", sum(abs, z), " ", maximum(z), " ", k .+ 1, " ", k .* 2, " ", x .> 2.0, " ", sqrt.(x), " ", abs.(z .- 1.0))
    println(sum(x .* y), " ", sum(k), " ", sum(z) / n)
    return x + y, x - y, 2.0 * x
end
println(dots(3))
function grids(n)
    a = [1.0 / (i + j) for i in 1:n, j in 1:n]
    b = [i == j ? 1 : 0 for i in 1:n, j in 1:n]
    c = zeros(Int, n, n)
    for i in axes(a, 1), j in axes(a, 2)
        c[i, j] += b[j, i]
    end
    println(sum(a), " ", size(b), " ", c, " ", a[1, :], " ", b[:, 1], " ", sum(b))
    return sum(i * i for i in 1:n), sum(1.0 / i for i in 1:n), [string(i) for i in 1:n]
end
println(grids(2))
println(parse(Int, "12"), " ", parse(Float64, "1.5"), " ", string(1, "a", 2.0), " ", "a" * "b", " ", repeat("ab", 2), " ", lpad(1, 3), rpad("x", 3))
println(round(2.567, digits = 2), " ", round(Int, 2.5), " ", floor(Int, 2.5), " ", div(7, 2), " ", mod(-1, 3), " ", 2^10, " ", 2.0^0.5, " ", 10 % 3)
