# && and || evaluate what they must, and no more; their value is the last operand's.
function say(name, value)
    print(name, " ")
    value
end
println(say("a", true) && say("b", true))
println(say("a", true) && say("b", false))
println(say("a", false) && say("b", true))
println(say("a", true) || say("b", true))
println(say("a", false) || say("b", true))
println(say("a", false) || say("b", false))
println(say("a", true) && say("b", true) && say("c", false))
println(say("a", false) || say("b", false) || say("c", true))
println(say("a", false) && say("b", true) || say("c", true))
println(say("a", true) || say("b", true) && say("c", true))
println(!say("a", true) || !say("b", false))

x = 3
x > 2 && println("x is more than 2")
x > 4 || println("x is not more than 4")
println(x > 2 && "text")
println(x > 4 && "text")
println(false || 42)
println(true && nothing)

function check(n)
    n < 0 && return "negative"
    n > 100 || return "small"
    "large"
end
println(check(-1), " ", check(50), " ", check(500))

println(1 < 2 < 3, " ", 1 < 3 < 2, " ", 3 > 2 > 1 > 0, " ", 1 == 1.0 == true)
println(1 < say("middle", 2) < 3)
println(1 <= 1 < 2 == 2 != 3 >= 3)
println(true & false, " ", true | false, " ", xor(true, true), " ", true ⊻ false, " ", ~true)
println(say("left", false) & say("right", true))
println(!true, " ", !(1 == 2), " ", !isempty([1]))
a = [1, 2, 3]
i = 5
println(i <= length(a) && a[i] > 0)
y = x == 3 ? say("then", 1) : say("else", 2)
println(y)
