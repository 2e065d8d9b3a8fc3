# Truth values, as such and as numbers.
t, f = true, false
println(t, " ", f, " ", !t, " ", !f)
println(t & t, t & f, f & t, f & f)
println(t | t, t | f, f | t, f | f)
println(t ⊻ t, t ⊻ f, f ⊻ t, f ⊻ f)
println(t && f, " ", t || f, " ", t == f, " ", t != f, " ", t > f, " ", t === true)
println(true + true, " ", true - false, " ", true * 3, " ", true * 2.5, " ", false * 7, " ", -true)
println(Int(true), " ", Bool(1), " ", Bool(0), " ", Bool(1.0), " ", Float64(false), " ", convert(Bool, 1))
println(typeof(true), " ", typeof(true + true), " ", typeof(true & false), " ", typeof(true * 1.5))
println([true, false, true], " ", (true, false), " ", Any[true, false])
show(true); println()
show([false, true]); println()
println(Bool[], " ", typeof(1 < 2), " ", sizeof(true))
println(true ? 1 : 2, " ", false ? 1 : 2, " ", ifelse(true, 1, 2), " ", ifelse(false, "a", "b"))
function count_true(v)
    n = 0
    for b in v
        n += b
    end
    n
end
println(count_true([true, false, true]), " ", count_true(Bool[]))

function majority(a, b, c)
    (a && b) || (b && c) || (a && c)
end
for a in [true, false], b in [true, false], c in [true, false]
    print(Int(majority(a, b, c)))
end
println()

sieve = fill(true, 30)
sieve[1] = false
for i in 2:30
    if sieve[i]
        for j in 2i:i:30
            sieve[j] = false
        end
    end
end
println(sieve)
for i in 1:30
    sieve[i] && print(i, " ")
end
println()
println("flag: $(true)", " ", string(false), " ", min(true, false), " ", max(true, false))
println(true == 1, " ", true < 2, " ", zero(true), " ", one(false), " ", typemax(Bool))
