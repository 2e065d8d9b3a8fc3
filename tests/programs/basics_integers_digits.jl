# Digits and integers without the library: reversal, palindromes, happy numbers, conversions.
function reversed(n)
    r = 0
    while n > 0
        r = 10r + n % 10
        n ÷= 10
    end
    r
end
ispal(n) = n == reversed(n)
function lychrel_steps(n, limit)
    for k in 1:limit
        n += reversed(n)
        ispal(n) && return k
    end
    -1
end
println(reversed(1234), " ", ispal(12321), " ", lychrel_steps(56, 10), " ", lychrel_steps(89, 30), " ", lychrel_steps(196, 20))
function squares_sum(n)
    s = 0
    while n > 0
        d = n % 10
        s += d * d
        n = n ÷ 10
    end
    s
end
function happy(n)
    slow, fast = n, squares_sum(n)
    while fast != 1 && slow != fast
        slow = squares_sum(slow)
        fast = squares_sum(squares_sum(fast))
    end
    fast == 1
end
list = Int[]
for n in 1:50
    happy(n) && push!(list, n)
end
println(list)
function isperfect(n)
    s = 1
    d = 2
    while d * d <= n
        if n % d == 0
            s += d
            d * d != n && (s += n ÷ d)
        end
        d += 1
    end
    n > 1 && s == n
end
print("perfect:")
for n in 1:10000
    isperfect(n) && print(" ", n)
end
println()
function kaprekar(n)
    steps = 0
    while n != 6174
        d = [n ÷ 1000, n ÷ 100 % 10, n ÷ 10 % 10, n % 10]
        for i in 1:3, j in 1:4-i
            if d[j] > d[j+1]
                d[j], d[j+1] = d[j+1], d[j]
            end
        end
        small = 1000d[1] + 100d[2] + 10d[3] + d[4]
        large = 1000d[4] + 100d[3] + 10d[2] + d[1]
        n = large - small
        steps += 1
    end
    steps
end
println(kaprekar(3524), " ", kaprekar(1121), " ", kaprekar(6174))
ulam(n) = n == 1 ? [1] : pushfirst!(ulam(iseven(n) ? n ÷ 2 : 3n + 1), n)
println(ulam(6))
isharshad(n) = n % squares_free(n) == 0
squares_free(n) = n < 10 ? n : n % 10 + squares_free(n ÷ 10)
count_harshad = 0
for n in 1:100
    global count_harshad += isharshad(n)
end
println(count_harshad, " ", squares_free(987654321), " ", typeof(squares_free(5)))
months = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
function weekday(y, m, d)
    total = 365(y - 1) + (y - 1) ÷ 4 - (y - 1) ÷ 100 + (y - 1) ÷ 400
    for k in 1:m-1
        total += months[k]
    end
    if m > 2 && (y % 4 == 0 && y % 100 != 0 || y % 400 == 0)
        total += 1
    end
    mod(total + d, 7)
end
println(weekday(2024, 2, 29), " ", weekday(1970, 1, 1), " ", weekday(2000, 12, 25))
