# Everything everyday for vectors: growing, removing, searching, cumulative operations, copying.
v = Int[]
push!(v, 3, 1, 2)
append!(v, [9, 8])
pushfirst!(v, 0)
insert!(v, 2, 77)
println(v, " ", length(v), " ", pop!(v), " ", popfirst!(v), " ", v, " ", deleteat!(v, 1), " ", deleteat!(copy(v), [1, 3]), " ", splice!(v, 2), " ", v)
println(fill(7, 3), zeros(2), ones(Int, 2), trues(2), falses(1), " ", collect(1:3), " ", [1:3;], " ", [1:2; 8], " ", vcat(1, [2, 3]), " ", repeat([1, 2], 2), " ", repeat([1, 2], inner=2))
println(reverse([1, 2, 3]), " ", cumsum(1:4), " ", cumprod([1, 2, 3]), " ", diff([1, 4, 9]), " ", accumulate(-, [10, 1, 2]), " ", prod([2, 3, 4]), " ", sum([0.1, 0.2]), " ", extrema([3, 1, 2]))
println(filter(iseven, 1:6), " ", filter!(x -> x > 1, [1, 2, 3]), " ", map(x -> x / 2, [1, 2]), " ", foreach(identity, 1:2) === nothing, " ", count(isodd, [1, 2, 3]), " ", findall(==(1), [1, 2, 1]))
println(minimum([4, 2]), maximum([4, 2]), " ", any([false, true]), all([true, false]), " ", in(2, [1, 2]), " ", indexin([2], [1, 2])[1], " ", isempty([]), " ", first([5, 6]), last([5, 6]))
println(resize!([1, 2, 3], 2), " ", empty!([1]), " ", copyto!([0, 0, 0], [1, 2]), " ", copy([1]), " ", similar([1, 2], 0), " ", append!(Float64[], 1:2))
w = collect(1:6)
w[2], w[5] = w[5], w[2]
w[end] += 10
w[1:2] = [100, 200]
println(w, " ", w[[1, end]], " ", sum(w[3:4]), " ", w == copy(w), " ", length(w) == lastindex(w))
grid = [Int[] for _ in 1:3]
push!(grid[2], 5)
shared = fill(Int[], 2)
push!(shared[1], 1)
println(grid, " ", shared, " ", map(length, grid), " ", isempty(grid[1]))
while length(w) > 2
    x = popfirst!(w)
    iseven(x) && push!(w, x ÷ 2)
end
println(w)
