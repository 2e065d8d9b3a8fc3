# Recursion of many kinds: direct, mutual, on strings, vectors and tuples, with accumulators.
fact(n) = n <= 1 ? 1 : n * fact(n - 1)
fact_acc(n, acc=1) = n <= 1 ? acc : fact_acc(n - 1, acc * n)
iseven_own(n) = n == 0 || isodd_own(n - 1)
isodd_own(n) = n != 0 && iseven_own(n - 1)
println(fact(10), " ", fact_acc(20), " ", iseven_own(10), " ", isodd_own(7))
ackermann(m, n) = m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1))
println([ackermann(m, 3) for m in 0:2], " ", ackermann(2, 5))
gcd_own(a, b) = b == 0 ? a : gcd_own(b, a % b)
power(x, n) = n == 0 ? one(x) : iseven(n) ? power(x * x, n ÷ 2) : x * power(x, n - 1)
println(gcd_own(1071, 462), " ", power(3, 13), " ", power(1.5, 3), " ", power(2, 62))
reverse_own(s::String) = isempty(s) ? "" : reverse_own(s[nextind(s, 1):end]) * s[1]
println(reverse_own("stressed"), " ", reverse_own("añb"))
sum_own(v::Vector) = isempty(v) ? 0 : v[1] + sum_own(v[2:end])
sum_own(t::Tuple{}) = 0
sum_own(t::Tuple) = t[1] + sum_own(Base.tail(t))
println(sum_own([1, 2, 3]), " ", sum_own((1, 2.5, 3)), " ", sum_own(()))
function hanoi!(moves, n, from, to, via)
    n == 0 && return moves
    hanoi!(moves, n - 1, from, via, to)
    push!(moves, (n, from, to))
    hanoi!(moves, n - 1, via, to, from)
end
m = hanoi!(Tuple{Int,Char,Char}[], 3, 'A', 'C', 'B')
println(length(m), " ", m[1], " ", m[end], " ", m[4])
depth(x) = 0
depth(v::Vector) = 1 + (isempty(v) ? 0 : maximum([depth(x) for x in v]))
println(depth([1, [2, [3, []]]]), " ", depth(5), " ", depth([]))
binary(n) = n < 2 ? string(n) : binary(n ÷ 2) * string(n % 2)
println(binary(10), " ", binary(255), " ", [binary(k) for k in 0:5])
function digits_sum(n)
    s = 0
    while n > 0
        n, d = divrem(n, 10)
        s += d
    end
    s < 10 ? s : digits_sum(s)
end
println(digits_sum(9875), " ", digits_sum(0), " ", digits_sum(199999999999))
catalan(n) = n == 0 ? 1 : sum([catalan(i) * catalan(n - 1 - i) for i in 0:n-1])
println([catalan(n) for n in 0:8])
mccarthy(n) = n > 100 ? n - 10 : mccarthy(mccarthy(n + 11))
println(mccarthy(99), " ", mccarthy(50), " ", mccarthy(105))
