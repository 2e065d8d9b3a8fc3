# Included by include_files.jl: functions over vectors.
"The mean of what `v` holds."
mean_of(v) = sum(v) / length(v)
function median_of(v)
    s = sort(v)
    n = length(s)
    isodd(n) ? s[(n + 1) ÷ 2] : (s[n ÷ 2] + s[n ÷ 2 + 1]) / 2
end
const LOADED = ["vector_tools"]
include("nested_tools.jl")
nothing
