println("before")
println(missing_name + 1)
