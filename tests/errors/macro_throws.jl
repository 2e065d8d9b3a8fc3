# A macro that throws while it is expanded.
macro positive(n)
    n isa Int && n > 0 || error("not positive: ", n)
    n
end
println(@positive 3)
println(@positive(-1 + 0))
