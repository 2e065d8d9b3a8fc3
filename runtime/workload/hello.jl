# What the smallest programs do: print values of the common types.
println("hello")
println(1, " ", 2.5, " ", true, " ", 'c', " ", :name, " ", nothing)
print("a", 1, "\n")
println([1, 2, 3])
println([1.5, 2.5])
println((1, 2.0, "three"))
println(1:10)
