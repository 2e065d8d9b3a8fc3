# Rows, columns and saddle points of a matrix; a matrix read from text.
function parse_matrix(text)
    rows = [parse.(Int, split(line)) for line in split(text, "\n")]
    [rows[i][j] for i in 1:length(rows), j in 1:length(rows[1])]
end
function saddle_points(m)
    [(i, j) for i in 1:size(m, 1) for j in 1:size(m, 2)
     if m[i, j] == maximum(m[i, :]) && m[i, j] == minimum(m[:, j])]
end
m = parse_matrix("9 8 7\n5 3 2\n6 6 7")
println(size(m), " ", m[2, :], " ", m[:, 3])
println(saddle_points(m))
println(saddle_points([4 5 4; 3 5 5; 1 5 4]), " ", saddle_points([1 2 3; 3 1 2; 2 3 1]) |> isempty)
println(m')
println(m * [1, 0, 2], " ", m + m == 2m, " ", sum(m), " ", sum(m, dims=1), " ", vec(maximum(m, dims=2)))
t = permutedims(m)
for i in axes(t, 1)
    println(join(t[i, :], "\t"))
end
println(reshape(1:6, 2, 3), " ", vec([1 2; 3 4]), " ", [1 2; 3 4][end, end])
println(hcat([1, 2], [3, 4]), " ", vcat([1 2], [3 4]), " ", [m[i, i] for i in 1:3])
println(any(m .> 8), " ", count(x -> x > 5, m), " ", findmax(m)[1], " ", m .* 10)
