# Arithmetic over operands of different types.
println(1 + 2.5, " ", 1 + 0x02, " ", 0x01 + 2.5, " ", 1.5f0 + 1, " ", 1.5f0 + 1.5, " ", true + 1)
println(3 * 0.5, " ", 0x10 * 2, " ", Int8(3) * 2.0, " ", 2 * true, " ", 7 / 0x02)
println(7 ÷ 2.0, " ", 7.5 % 2, " ", mod(-7, 2.5), " ", 0x07 ÷ 2, " ", -7 % 0x03)
println(2^0.5, " ", 2.0^3, " ", 2^3, " ", 0x02^3, " ", 4^-0.5, " ", 2.0^-2, " ", 10.0^2)
println(typeof(1 + 2.5), typeof(1 + 0x02), typeof(0x01 + 0x0002), typeof(1.5f0 + 1), typeof(Int32(1) + 0x01))
println(1 == 1.0, " ", 0x01 == true, " ", 1 < 1.5, " ", 2.5 >= 0x02, " ", Int8(1) == 1f0)
println(max(1, 2.5), " ", min(0x01, 2), " ", divrem(7, 2.0), " ", clamp(7, 0.5, 5.5))
