# Float32: its own arithmetic, promotion and printing.
x = 1.5f0
println(typeof(x), " ", x, " ", x + x, " ", x * 2, " ", typeof(x * 2), " ", typeof(x * 2.0))
println(0.1f0 + 0.2f0, " ", 0.1f0 + 0.2, " ", 1f0 / 3f0, " ", 1 / 3f0)
println(sqrt(2f0), " ", typeof(sqrt(2f0)), " ", floor(2.7f0), " ", round(Int, 2.7f0))
println(Float32(1) == 1.0, " ", Float32(0.1) == 0.1, " ", Float32(0.5) == 0.5)
println(eps(Float32), " ", typemax(Float32), " ", -Float32(2)^2)
println(Float32(16777216) + 1f0, " ", Float32(16777217))
println(convert(Float32, 3), " ", Float32(true), " ", Float32(0x10), " ", Int(3f0))
println(Float64(1.1f0), " ", Float32(1.1), " ", Float32(Float64(1.1f0)) == 1.1f0)
println(max(1f0, 2), " ", min(1f0, 2.0), " ", abs(-1f0), " ", sign(-3f0))
v = Float32[1, 2, 3]
push!(v, 4)
println(v)
function total(v)
    s = zero(eltype(v))
    for y in v
        s += y
    end
    s
end
println(total(v), " ", typeof(total(v)))
println(zeros(Float32, 3), " ", ones(Float32, 2), " ", fill(2.5f0, 2))
println(isnan(NaN32), " ", NaN32 == NaN32, " ", Inf32 > 1, " ", -Inf32 < 0)
