# Arrays of several dimensions: indexing, assignment, reductions along dimensions, rearrangement.
c = reshape(collect(1:24), 2, 3, 4)
println(size(c), ndims(c), length(c), c[1, 2, 3], c[:, 1, 1], c[1, :, 2], size(c[:, :, 1]), c[7], c[end], c[2, end, 1])
println(c[:, :, 2], c[1:2, 2:3, 4])
c[1, 1, :] = [100, 200, 300, 400]
println(c[1, 1, :], sum(c), maximum(c))
z = zeros(Int, 2, 2, 2)
z[2, 1, 2] = 7
println(z[:, :, 2], count(!iszero, z), findall(!iszero, z), findfirst(==(7), z))
m = [1 2 3; 4 5 6]
println(sum(m, dims=1), vec(sum(m, dims=2)), maximum(m, dims=1), prod(m, dims=1), cumsum(m, dims=1), cumsum(m, dims=2))
println(m[2, :], m[:, [1, 3]], m[m .> 2], m[:], m[end, end], m[[true, false], :], m[CartesianIndex(2, 3)])
m[1, :] .= 0
m[:, 3] = [9, 9]
println(m, size(m, 1), size(m, 2), axes(m, 2), eachindex(m))
for i in axes(m, 1), j in axes(m, 2)
    print(m[i, j], " ")
end
println()
for I in CartesianIndices(m)
    print(Tuple(I), m[I], " ")
end
println()
println(permutedims(m), transpose(m) * m, hcat([1, 2], [3, 4]), vcat([1 2], [3 4]), vcat([1, 2], 3), hcat([1, 2], [3 4; 5 6]))
println(repeat([1, 2], 2), repeat([1 2], 2, 2), repeat([1, 2], inner=2), reverse([1 2; 3 4], dims=1), rotl90([1 2; 3 4]), rotr90([1 2; 3 4]), rot180([1 2; 3 4]))
println(circshift([1, 2, 3, 4], 1), circshift([1, 2, 3, 4], -1), circshift([1 2; 3 4], (1, 0)), dropdims([1 2], dims=1), vec([1 2; 3 4]))
println(fill(7, 2, 2), ones(Int, 2, 3), zeros(2), similar([1, 2], 3) isa Vector{Int}, trues(2), falses(1, 2))
v = view(c, :, 2, 1)
v[1] = -5
println(c[1, 2, 1], v, sum(view(c, 1, :, :)), view([1, 2, 3, 4], 2:3)[2], parent(v) === c)
w = view(m, 1, :)
w .= [7, 8, 9]
println(m, [sum(r) for r in eachrow(m)], [maximum(col) for col in eachcol(m)])
println((1:3) * transpose(1:3), map(+, [1 2; 3 4], [10 20; 30 40]), [1 2; 3 4] .* [1, 10], [1, 2] .+ [10 20])
println(mapslices(sum, [1 2; 3 4], dims=1), vec(reduce(+, [1 2; 3 4], dims=2)), any([true false], dims=1), extrema([4 2; 8 1]))
println([1 2; 3 4] == [1 2; 3 4], [1 2; 3 4] != [1 2; 3 5], isempty(zeros(0, 3)), size(zeros(0, 3)))
println(argmax([1 5; 7 2]), findmax([1 5; 7 2]), LinearIndices([1 2; 3 4])[2, 2], CartesianIndices((2, 2))[3])
println(cat([1, 2], [3, 4], dims=2), size(cat([1 2], [3 4], dims=3)), [1 2; 3 4][:, end:-1:1], accumulate(+, [1, 2, 3]), diff([1, 4, 9]))
println(reshape(1:6, 2, :), reshape([1, 2, 3, 4], 2, 2)[2, 1], reshape(1:4, (2, 2)) .+ 1)
for bad in [() -> m[3, 1], () -> m[1, 4], () -> c[1, 1, 5], () -> [1, 2][0], () -> (m[:, 1] = [1, 2, 3]), () -> hcat([1, 2], [1, 2, 3]), () -> [1, 2] + [1, 2, 3], () -> reshape([1, 2, 3], 2, 2)]
    try
        bad()
        println("no error")
    catch e
        println(typeof(e))
    end
end
