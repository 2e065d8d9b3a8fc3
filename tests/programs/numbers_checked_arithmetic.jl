# Arithmetic that checks for overflow, by functions and by hand; what wraps and what saturates.
using Base.Checked
attempt(f, args...) =
    try
        string(f(args...))
    catch e
        e isa OverflowError || e isa DivideError ? string(nameof(typeof(e)), e isa OverflowError ? ": $(e.msg)" : "") : rethrow()
    end
for (f, a, b) in [(checked_add, 1, 2), (checked_add, typemax(Int), 1), (checked_sub, Int8(-100), Int8(100)), (checked_mul, Int32(2)^20, Int32(2)^20), (checked_mul, 0x10, 0x10), (checked_sub, 0x01, 0x02), (checked_div, 7, 0), (checked_mod, -7, 3)]
    println(rpad(f, 12), a, " ", b, " -> ", attempt(f, a, b))
end
println(attempt(checked_neg, Int8(-128)), " ", attempt(checked_neg, 5), " ", attempt(checked_abs, -5))
println(Base.add_with_overflow(0x7f, 0x90), Base.mul_with_overflow(Int8(100), Int8(2)), Base.sub_with_overflow(1, 2))
saturating(f, a::T, b::T) where {T<:Integer} = T(clamp(f(widen(a), widen(b)), typemin(T), typemax(T)))
println(saturating(+, 0xff, 0x02), " ", saturating(-, Int8(-100), Int8(100)), " ", saturating(*, Int32(10)^9, Int32(10)), " ", saturating(+, 3, 4))
println(typemax(Int) + 1 == typemin(Int), " ", Int8(127) + Int8(1), " ", 0x00 - 0x01, " ", abs(typemin(Int8)), " ", 2^63, " ", 2^64, " ", big(2)^64, " ", Int128(2)^64)
factorial_checked(n) = foldl(checked_mul, 1:n; init = 1)
println(attempt(factorial_checked, 20), " ", attempt(factorial_checked, 21))
function fib_overflow()
    a, b, n = 0, 1, 0
    while true
        s, over = Base.add_with_overflow(a, b)
        over && return n
        a, b, n = b, s, n + 1
    end
end
println(fib_overflow())
average(a, b) = (a & b) + ((a ⊻ b) >> 1)
println(average(typemax(Int), typemax(Int) - 2) == typemax(Int) - 1, " ", (typemax(Int) + typemax(Int)) ÷ 2, " ", average(3, 8))
println([attempt(x -> Int8(x), v) for v in (1, 127)], " ", [v % Int8 for v in (127, 128, 256, -129)], " ", [v % UInt8 for v in (-1, 300)], " ", try UInt8(300) catch e; typeof(e) end, " ", try Int(2.5) catch e; typeof(e) end, " ", try Int8(-129) catch e; e isa InexactError end)
