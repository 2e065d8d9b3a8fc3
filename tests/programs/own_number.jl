struct M <: Number
    x::Int
end
try
    M(1) + M(2)
catch e
    println(sprint(showerror, e))
end
Base.:+(a::M, b::M) = M(a.x + b.x)
println(M(1) + M(2) + M(3))
println(1 + 2.0, " ", true + 1, " ", 2^3, " ", Int8(1) / Int8(2), " ", 0x01 < 2)
