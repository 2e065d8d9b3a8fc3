# Edges of collections: keys, pairs, running results, reshaped ranges, masks, promotion, alignment.

message(f) = try
    f()
    "nothing was thrown"
catch e
    sprint(showerror, e)
end

elements(x) = join(split(sprint(show, MIME("text/plain"), x), '\n')[2:end], '\n')

for i in keys([10, 20, 30])
    print(i, " ")
end
println(sum(keys([5, 6])), " ", length(keys([1, 2])), " ", 2 in keys([1, 2]), " ", 3 in keys([1, 2]))
for (i, x) in pairs([10 20; 30 40])
    print(Tuple(i), "=>", x, " ")
end
println()
println(collect(pairs((5, 6))), " ", pairs((a = 1, b = 2))[:b], " ", haskey(pairs([7, 8]), 2), " ", haskey(pairs([7, 8]), 3))
println(Dict(pairs([10, 20]))[2])
println(eltype(Tuple{Int, Vararg{String}}), " ", fieldtype(Tuple{Int, Vararg{String}}, 5))
println(message(() -> fieldcount(Tuple{Int, Vararg{String}})))
println(message(() -> fieldcount(Real)))

println(accumulate(+, Any[1, 2.0, 3]), " ", accumulate((a, b) -> a + b / 2, [1, 2, 3]), " ", cumsum(Any[1, 2.5]))
println(accumulate(+, (1, 2, 3)), " ", accumulate(+, [1, 2, 3]; init = 0.5), " ", accumulate(max, Int[]), " ", cumprod("abc"))
println(cumsum([1 2; 3 4], dims = 1), " ", cumsum([1, 2, 3], dims = 1), " ", cumsum([true, false, true]))

r = reshape(1:6, 2, 3)
println(r, " ", r[2, 3], " ", sum(r), " ", r[:, 2], " ", size(reshape(r, 3, 2)))
println(message(() -> r[1, 1] = 5))
a = [1, 2, 3, 4, 5, 6]
w = reshape(view(a, 1:6), 3, 2)
w[2, 2] = 50
println(a, " ", w[2, 2], " ", sum(w))
println(map(x -> x + 1, [1, 2]'), " ", copy([1 2; 3 4]'), " ", [1, 2]' * [3, 4])

println(split(message(() -> zeros(2, 2, 2)[3, 1, 1]), "{")[1], split(message(() -> zeros(2, 2, 2)[3, 1, 1]), "at")[end])
println(split(message(() -> zeros(2, 2, 2)[:, 3]), "at")[end])
println(message(() -> Dict([1, 2])))
println([1, 2, 3][2, 1], " ", [1 2; 3 4][2, 2, 1])
m = [1 2; 3 4]
m[:, :] = [5, 6, 7, 8]
println(m)

println(intersect(1:2:10, 1:3:10), " ", intersect(10:-2:1, 1:3:10), " ", isempty(intersect(1:2:9, 2:2:10)))
println(collect(1//2:1//2:2), " ", 1//3:1//3:1)
println(message(() -> maximum(1:0)), "; ", message(() -> length(typemin(Int):typemax(Int))))
println(minmax(2, Int8(5)), " ", promote(1, 2.5, 3//4))
println(message(() -> promote(1, "a")), "; ", message(() -> promote(1, 2, "a")))
println(collect(zip(1:3, Iterators.cycle("ab"))), " ", length(zip(1:3, Iterators.countfrom(1), "abcde")))

println(elements(Any[1 => 2, 1.5, "abc" => [1]]))
println(elements(["a" => 1 "bb" => 2; "c" => 3 "d" => 4]))
show(stdout, MIME("text/plain"), Set([1.5f0]))
println()
println(==(1)(1), " ", (:), " ", Symbol(2), " ", b"ab\xff"[3], " ", imag([1 + 2im, 3]), " ", isreal([1, 2]))
println(count(isodd, keys([1, 2, 3])), " ", inv([1 2; 3 4]), " ", inv([2 0; 1 3]))

function cut(x, rows, columns)
    text = sprint((io, x) -> show(IOContext(io, :limit => true, :displaysize => (rows, columns)), MIME("text/plain"), x), x)
    println(join(split(text, '\n')[2:end], '\n'))
end
cut([1000i + j for i in 1:12, j in 1:9], 11, 30)
cut([i for i in 1:12, j in 1:2], 7, 30)
cut([i for i in 1:12], 6, 30)
cut([true for i in 1:3, j in 1:7], 20, 22)
println(sprint((io, x) -> show(IOContext(io, :limit => true), x), [10i + j for i in 1:6, j in 1:6]))
println(elements(Any[1.5f0 big(2)^70 * big(1.0); missing 1234.5678f0]))
println(elements([1.5 - 0.25im; Inf * im; 1e10 + 1im]))
println([1, nothing, missing, 2], " ", [nothing, missing, 2.5], " ", sprint((io, x) -> show(IOContext(io, :compact => true), x), [1.25f0, 1f10]))
