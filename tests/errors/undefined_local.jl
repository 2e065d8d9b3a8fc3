function f(flag)
    if flag
        value = 1
    end
    value
end
println(f(true))
f(false)
