# What stands in a container whose type is written in front is printed without its own: in tuples, pairs, rows.
println([(1, true), (2, false)] == [(1, true), (2, false)], " ", sprint(show, (1, true)), " ", (true, 1f0))
show_inside(x) = (s = sprint(show, x); s[findfirst(isequal('['), s):end])
println(show_inside([(1, true), (2, false)]))
println(show_inside([(1, 2.5f0, "a")]), show_inside([(1, (true, 0x01))]), show_inside([1 => 1f0]))
println(show_inside(Tuple{Any,Bool}[(1, true)]), show_inside(Any[(1, true)]), show_inside([(true,)]), show_inside([[true], [false]]))
println(fill(1 // 2), " ", fill(true), " ", fill("a"))
table(x) = (s = sprint(show, MIME("text/plain"), x); s[findfirst(isequal('\n'), s)+1:end])
println(table([1//2 10//3; 100//1 1//7]))
println(table([1+2im 10.5-3im; 100im 1]))
println(table(['a' 'b'; 'c' 'd']))
println(table(['a', 'é', '\n', '∀']))
f(x) = 1
f(x, y) = 2
println(sprint(show, MIME("text/plain"), f), ", ", sprint(show, MIME("text/plain"), 'Z'), ", ", sprint(show, MIME("text/plain"), π))
println(table([1, "a", nothing, 2.5, :b, 'c', (1, 2), [1, 2], 1:2, Dict(1 => 2)]))
struct P
    x::Int
end
Base.show(io::IO, p::P) = print(io, "P<", p.x, ">")
Base.show(io::IO, ::MIME"text/plain", p::P) = print(io, "P with x = ", p.x)
println(table([P(1), P(22)]))
println(table([P(1) P(22)]))
println([P(1), P(22)], " ", P(3))
println(indexin([1, 5], [1, 2]), " ", findall(isequal(4), [1 2; 3 4]), " ", sort(union([1], [1 2; 3 4])), " ", [π, π], " ", hash(:(a + b)) == hash(:(a + b)))
b = trues(5)
b[2] = false
println(popfirst!(b), b, deleteat!(b, 1), filter(!, b), map(!, b), vec(b), splice!(b, 1), b, vcat(b, trues(2)), prod(b))
println(prod([true, true]), " ", cumprod([true, false]), " ", get([1, 2], 3, 0), get([1, 2], 2, 0), " ", get(1:3, 9, "x"), " ", sortperm([3, 1, 2]))
println(copysign(3, -0.5), " ", copysign(1f0, -2.0), " ", mod1(5, 2.5), " ", fld1(5, 2.0), " ", cld(7.5, 2), " ", hypot(3, 4f0), " ", 1 << true, " ", signed(true), " ", widemul(2, true))
println(floor(Float16(1.5)), " ", rem(Float16(5), Float16(1.5)), " ", sign(Float16(-2)), " ", round(Int, Float16(2.5)), " ", isinteger(Float16(2)))
