# Files that are included, one of which includes another; a module in a file; the value of include.
include("parts/vector_tools.jl")
println(LOADED)
v = [4, 8, 15, 16, 23, 42]
println(mean_of(v), " ", median_of(v), " ", median_of([3, 1, 2]), " ", round(variance_of(v), digits=3))
result = include("parts/inner_module.jl")
using .Inner
println(greet("world"), " ", Inner.hidden(), " ", result isa Module)
println(include_string(Main, "1 + 2"))
println(basename(@__FILE__), " ", basename(@__DIR__) == basename(dirname(@__FILE__)))
println(isfile(joinpath(@__DIR__, "parts", "vector_tools.jl")), " ", isfile("no such file"))
try
    include("parts/missing_file.jl")
catch e
    println("missing: ", e isa Exception)
end
if abspath(PROGRAM_FILE) == @__FILE__
    println("run as a program")
else
    println("included")
end
println(length(ARGS), " ", isempty(ARGS), " ", first(methods(mean_of)).name)
module Tools
include("parts/inner_module.jl")
end
println(Tools.Inner.greet("tools"))
