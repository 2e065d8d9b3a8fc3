# Deep nesting of loops, branches and returns.
function search(grid, target)
    for i in 1:size(grid, 1)
        for j in 1:size(grid, 2)
            if grid[i, j] == target
                return (i, j)
            elseif grid[i, j] > target
                break
            end
        end
    end
    return nothing
end
println(search([1 2 3; 4 5 6; 7 8 9], 6), " ", search([1 2; 3 4], 9))
function classify(n)
    result = ""
    while true
        if n % 15 == 0
            result *= "FizzBuzz"
            break
        elseif n % 5 == 0
            result *= "Buzz"
            break
        elseif n % 3 == 0
            result *= "Fizz"
            break
        else
            result *= string(n, ",")
            n += 1
            n > 100 && return "end"
            continue
        end
    end
    result
end
for n in [1, 7, 15, 20, 98, 101]
    println(n, " ", classify(n))
end
function state_machine(text)
    state = 0
    words = 0
    for c in text
        if state == 0
            c == ' ' && continue
            state = 1
            words += 1
        elseif c == ' '
            state = 0
        end
    end
    words
end
println(state_machine("  the quick  brown fox "), " ", state_machine(""))
function many_returns(x)
    if x isa Int
        x > 0 && return x
        return -x
    elseif x isa String
        return length(x)
    end
    x === nothing ? 0 : -1
end
println(many_returns(5), many_returns(-6), many_returns("abc"), many_returns(nothing), many_returns(2.5))
function undefined_until(n)
    local x
    for i in 1:n
        if i == 3
            x = i * 10
        end
    end
    x
end
println(undefined_until(5))
function loop_else()
    found = false
    for i in 1:10
        if i * i == 49
            found = true
            break
        end
    end
    found ? "found" : "not found"
end
println(loop_else())
