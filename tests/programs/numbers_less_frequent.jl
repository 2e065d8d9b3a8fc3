# Less frequent functions of numbers and bytes.
println(bytes2hex([0x01, 0xff]), " ", hex2bytes("01ff"), " ", evalpoly(2, (1, 2, 3)), " ", evalpoly(0.1, [1.0, 2.0, 3.0]))
println(hton(0x0102), " ", ntoh(0x0102), " ", ltoh(0x0102), " ", clamp!([1, 5, 9], 2, 6), " ", nextprod([2, 3], 10))
