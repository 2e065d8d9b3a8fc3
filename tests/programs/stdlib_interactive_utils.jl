# Which method a call reaches, and that its code can be shown at every stage.
using InteractiveUtils
f(x, y) = x + y
f(x::String, y) = x
m = @which f(1, 2)
println(m.name, " ", m.line, " ", (@which f("a", 1)).line, " ", (@which [1, 2][1]).name, " ", (@which 1 + 2).name)
println(subtypes(Integer))
s = string(@code_lowered f(1, 2))
println(occursin("+", s), " ", occursin("Int64", string(@code_typed f(1, 2))))
buffer = IOBuffer()
code_native(buffer, f, (Int, Int))
println(length(take!(buffer)) > 10)
code_llvm(buffer, f, Tuple{Int,Int})
println(length(take!(buffer)) > 10)
