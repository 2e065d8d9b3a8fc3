area(; width, height = 1) = width * height
println(area(width = 2))
area(width = 2, depth = 3)
