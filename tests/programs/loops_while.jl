# while, break, continue.
i = 0
while i < 5
    global i += 1
    i == 3 && continue
    println(i)
end
println("after ", i)

function first_divisor(n)
    d = 2
    while d * d <= n
        if n % d == 0
            break
        end
        d += 1
    end
    d * d > n ? n : d
end
println(first_divisor(91), " ", first_divisor(97), " ", first_divisor(2))

function digits_sum(n)
    total = 0
    while n > 0
        total += n % 10
        n ÷= 10
    end
    total
end
println(digits_sum(987654321))

function never()
    while false
        println("never")
    end
    "done"
end
println(never())

function forever()
    n = 0
    while true
        n += 1
        if n > 100
            return n
        end
    end
end
println(forever())

function nested_breaks()
    count = 0
    a = 0
    while a < 10
        b = 0
        while true
            b += 1
            b > a && break
            b == 3 && continue
            count += 1
        end
        a += 1
        a == 7 && break
    end
    (a, count)
end
println(nested_breaks())

function newton(x)
    guess = x
    while abs(guess * guess - x) > 1e-12
        guess = (guess + x / guess) / 2
    end
    guess
end
println(newton(2.0))
println(newton(49.0))

function changing_type(n)
    x = 1
    while n > 0
        x = x / 2
        n -= 1
    end
    x
end
println(changing_type(0), " ", changing_type(3))

let n = 3
    while n > 0
        print(n, " ")
        n -= 1
    end
    println("liftoff")
end
println(while false end)
