# Vectors: making, indexing, changing.
v = [3, 1, 2]
println(v, " ", length(v), " ", v[1], " ", v[end], " ", v[end-1])
v[2] = 10
println(v)
push!(v, 7)
println(v, " ", pop!(v), " ", v)
println(zeros(3), " ", ones(2), " ", zeros(Int, 3), " ", ones(Int64, 2), " ", fill(7, 3), " ", fill("a", 2))
println(zeros(Float32, 2), " ", zeros(0), " ", fill(1.5, 0))
println(collect(1:5), " ", collect((1, 2, 3)), " ", collect(1:0), " ", collect([4, 5]))
println(Int[], " ", Float64[], " ", String[], " ", [], " ", Any[], " ", Int64[1, 2], " ", Float64[1, 2])
println([1, 2.5], " ", [1, true], " ", [1, "a"], " ", ["x", "y"], " ", ['a', 'b'], " ", [nothing, nothing])
println([0x01, 2], " ", [1.0f0, 2], " ", [1.0f0, 2.0], " ", [:a, :b], " ", [(1, 2), (3, 4)])
println(isempty([]), " ", isempty([1]), " ", first(v), " ", last(v), " ", eltype(v), " ", eltype([1.5]))
push!(push!(v, 1), 2, 3)
println(v)
append!(v, [8, 9])
println(v, " ", length(v))
println(popfirst!(v), " ", v)
pushfirst!(v, 0)
println(v)
insert!(v, 3, 99)
println(v)
deleteat!(v, 1)
println(v)
resize!(v, 3)
println(v)
empty!(v)
println(v, " ", length(v), " ", isempty(v))
w = copy([1, 2, 3])
u = w
u[1] = 100
c = copy(w)
c[2] = -1
println(w, " ", u, " ", c, " ", w === u, " ", w == c)
fill!(w, 5)
println(w)
x = Vector{Int64}(undef, 3)
for i in 1:3
    x[i] = i^2
end
println(x)
a = [1, 2, 3]
a[1] += 10
a[end] *= 2
println(a)
for i in eachindex(a)
    a[i] = a[i] - 1
end
println(a)
println(reverse([1, 2, 3]), " ", sum([1, 2, 3]), " ", sum([0.5, 1.5]), " ", maximum([3, 9, 2]), " ", minimum([3, 9, 2]))
println([1, 2] == [1, 2], " ", [1, 2] != [1, 3], " ", 2 in [1, 2], " ", size([1, 2, 3]))
s = 0
for e in [1, 2, 3]
    global s += e
end
println(s)
f = [x -> x + 1, x -> x * 2]
println(f[1](10), " ", f[2](10))
