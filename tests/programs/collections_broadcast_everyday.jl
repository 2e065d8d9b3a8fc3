# Broadcasting: dotted calls and operators, fusion, assignment, shapes, scalars, custom functions.
v = [1, 2, 3, 4]
println(v .+ 1, " ", v .* v, " ", 2 .^ v, " ", v .^ 2 .- v, " ", v ./ 2, " ", -v, " ", .-v, " ", v .% 2 .== 0)
println(sqrt.([1, 4, 9]), " ", abs.(-2:2), " ", string.(v, "!"), " ", max.(v, 3), " ", clamp.(v, 2, 3), " ", (x -> 10x).(v))
f(x, y=1) = x * 100 + y
println(f.(v), " ", f.(v, 5), " ", f.(v, reverse(v)), " ", f.(1, [7, 8]), " ", uppercase.(["a", "b"]), " ", length.(["x", "yy"]))
println(v .> 2, " ", (v .> 1) .& (v .< 4), " ", .!(v .> 2), " ", v .== [1, 0, 3, 0], " ", any(v .> 3), " ", sum(v .> 2), " ", ifelse.(v .> 2, v, 0))
a = zeros(4)
a .= v
a .+= 1
a .*= 2
println(a, " ", a[2:3] .= 0, " ", a)
a[a .> 5] .= -1
println(a, " ", fill(0, 2) .+ (1, 2), " ", (1, 2) .+ 1, " ", (1, 2, 3) .* (4, 5, 6), " ", tuple.(1:2, 3:4))
m = [1 2; 3 4]
println(m .+ [10, 20], " ", m .+ [10 20], " ", m .* m, " ", m * m, " ", [1, 2] .+ [10 20 30], " ", m .^ 2, " ", sum(m .* 2))
println([1, 2]' .* [3, 4], " ", (1:3) .+ (0:1)', " ", exp.([0.0]), " ", round.([1.26, 2.74], digits=1), " ", floor.(Int, [1.5, -1.5]), " ", Int.([1.0, 2.0]))
println(@.(v^2 + 2v + 1), " ", @. sqrt(abs(-v * 4)))
r = similar(v, Float64)
@. r = v / 2 + 0.25
println(r, " ", 1:3 .+ 1, " ", (1:3) .+ 1, " ", (1:3) .* 2, " ", collect((0:2) ./ 4))
struct P
    x::Int
end
scale(p::P, k) = P(p.x * k)
ps = P.(v)
println(ps, " ", scale.(ps, 10), " ", getfield.(ps, :x), " ", (p -> p.x).(ps), " ", scale.(Ref(P(3)), [1, 2]))
println(in.([1, 9], Ref(v)), " ", isa.([1, 2.5], Int), " ", parse.(Int, ["1", "2"]), " ", join.(split.(["a b", "c"]), "+"), " ", join.([["x", "y"], ["z"]], "-"))
println(broadcast(+, v, 1), " ", map((x, y) -> x - y, v, reverse(v)), " ", "ab" .* ["c", "d"], " ", 'a' .+ [0, 1], " ", Symbol.(["p", "q"]))
println(v .=> reverse(v), " ", first.([(1, 2), (3, 4)]), " ", sin.(0), " ", sum(abs2.(v .- 2.5)), " ", identity.(5), " ", [[1, 2], [3]] .|> length, " ", v .|> (x -> x + 1))
try
    [1, 2] .+ [1, 2, 3]
catch e
    println(e isa DimensionMismatch)
end
println(string.(1:3) == ["1", "2", "3"], " ", broadcast(max, [1 5], [3, 4]), " ", zero.(v), " ", v .÷ 2, " ", v .// 2, " ", [1.5, 2.5] .≈ [1.5, 2.6], " ", xor.(v, 1), " ", v .<< 1)
