# 128-bit integers: arithmetic, division, printing, parsing, bits, mixing.
a = Int128(10)^30
b = Int128(123456789012345678)
println(a, " ", b * b, " ", a ÷ b, " ", a % b, " ", -a, " ", a - b, " ", a > b, " ", divrem(-a, b), " ", mod(-a, b))
println(typeof(a + 1), " ", Int64(b), " ", Float64(a), " ", a == 1e30, " ", parse(Int128, "-170141183460469231731687303715884105728"), " ", typemax(UInt128))
try
    Int64(a)
catch e
    println(e isa InexactError)
end
println(count_ones(typemax(Int128)), " ", leading_zeros(Int128(1)), " ", Int128(1) << 100, " ", (Int128(1) << 127) >> 127, " ", UInt128(1) << 127, " ", ~Int128(0), " ", string(UInt128(2)^100, base=16))
mul_mod(x, y, m) = Int(widemul(x, y) % m)
println(mul_mod(10^18, 10^18 - 1, 10^18 + 9), " ", typeof(widemul(1, 1)), " ", powermod(Int128(3), 200, Int128(10)^18 + 9))
function isprime(n::Integer)
    n < 4 && return n > 1
    iseven(n) && return false
    d = 3
    while d * d <= n
        n % d == 0 && return false
        d += 2
    end
    true
end
println(isprime(Int128(1_000_003)), " ", isprime(Int128(1_000_001)))
fibs = Int128[1, 1]
while length(fibs) < 150
    push!(fibs, fibs[end] + fibs[end-1])
end
println(fibs[150], " ", fibs[100], " ", sum(fibs[1:20]), " ", maximum(fibs) == fibs[end], " ", fibs[140] ÷ fibs[139], " ", fibs[140] / fibs[139])
function hash64(text)
    h = UInt128(0x6c62272e07bb014262b821756295c58d)
    for byte in codeunits(text)
        h = (h ⊻ byte) * UInt128(0x0000000001000000000000000000013b)
    end
    h
end
println(string(hash64("hello"), base=16), " ", hash64("") == 0x6c62272e07bb014262b821756295c58d)
println(typemax(Int128) + Int128(1) == typemin(Int128), " ", Int128(5) / 2, " ", Int128(7)^2, " ", sqrt(Int128(16)), " ", isqrt(Int128(10)^20), " ", gcd(Int128(12), 18), " ", Int128(3) // 6)
println([Int128(1), 2], " ", Int128(1):Int128(3), " ", collect(Int128(1):Int128(3)), " ", 0x0123456789abcdef0123456789abcdef, " ", digits(Int128(10)^20 + 5)[1:3], " ", ndigits(a))
x = UInt128(0)
for i in 1:40
    global x = x * 10 + i % 10
end
println(x, " ", x % UInt64, " ", x >> 64, " ", trailing_zeros(x), " ", bswap(UInt128(1)) == UInt128(1) << 120)
