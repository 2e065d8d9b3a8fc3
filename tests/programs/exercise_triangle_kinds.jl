# Kinds of triangles, and Pascal's.
sides(a, b, c) = sort([a, b, c])
function istriangle(a, b, c)
    x, y, z = sides(a, b, c)
    x > 0 && x + y >= z
end
equilateral(s...) = istriangle(s...) && length(unique(s)) == 1
isosceles(s...) = istriangle(s...) && length(Set(s)) <= 2
scalene(s...) = istriangle(s...) && allunique(s)
for t in ((2, 2, 2), (3, 4, 4), (5, 4, 6), (0, 0, 0), (1, 1, 3), (0.5, 0.4, 0.6), (2, 3, 2), (3, 1, 1))
    println(t, " ", equilateral(t...), " ", isosceles(t...), " ", scalene(t...))
end
function pascal(rows)
    triangle = Vector{Int}[]
    for i in 1:rows
        row = ones(Int, i)
        for j in 2:i-1
            row[j] = triangle[i-1][j-1] + triangle[i-1][j]
        end
        push!(triangle, row)
    end
    triangle
end
for row in pascal(7)
    println(" "^(7 - length(row)), join(row, " "))
end
println(length(pascal(0)), " ", length(pascal(12)), " ", sum(pascal(12)[end]))
println([binomial(6, k) for k in 0:6] == pascal(7)[7])
