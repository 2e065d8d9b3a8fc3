function collatz(n)
    steps = 0
    @label again
    if n == 1
        @goto done
    end
    n = iseven(n) ? div(n, 2) : 3n + 1
    steps += 1
    @goto again
    @label done
    return steps
end
println(collatz(27))
function find(m, x)
    for i in 1:3, j in 1:3
        if m[i][j] == x
            @goto found
        end
    end
    return "not found"
    @label found
    return "found"
end
println(find([[1,2,3],[4,5,6],[7,8,9]], 5), find([[1,2,3],[4,5,6],[7,8,9]], 50))
