# Branches, as statements and as expressions.
function grade(points)
    if points >= 90
        "A"
    elseif points >= 75
        "B"
    elseif points >= 60
        "C"
    else
        "F"
    end
end
for p in [95, 90, 80, 60, 59, 0]
    println(p, " ", grade(p))
end

x = 5
y = if x > 3
    "big"
else
    "small"
end
println(y)
z = if x > 10
    "huge"
end
println(z)
println(x > 3 ? "yes" : "no")
println(x > 3 ? x > 4 ? "above four" : "four" : "at most three")

if x == 5
    inner = x * 2
end
println(inner)

function sign_name(n)
    n > 0 ? "positive" :
    n < 0 ? "negative" :
    "zero"
end
println(sign_name(3), " ", sign_name(-3), " ", sign_name(0))

function nested(a, b, c)
    if a
        if b
            if c
                return "abc"
            end
            return "ab"
        else
            return c ? "ac" : "a"
        end
    else
        if !b && !c
            return "none"
        end
    end
    "rest"
end
for a in [true, false], b in [true, false], c in [true, false]
    println(a, " ", b, " ", c, " ", nested(a, b, c))
end

function no_else(n)
    result = 0
    if n > 0
        result = 1
    end
    if n > 10; result += 1 end
    result
end
println(no_else(0), no_else(1), no_else(11))

mixed(n) = if n > 0 1 else 2.5 end
println(mixed(1), " ", mixed(-1))
