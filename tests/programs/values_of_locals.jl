# When a local variable has a value and which one: through loops, branches, jumps, and expressions evaluated in another
# order than they are written.
undefined(f, args...) =
    try
        string(f(args...))
    catch e
        e isa UndefVarError ? string("no ", e.var) : rethrow()
    end

function after_loop(n)
    local last
    for i in 1:n
        last = i
    end
    last
end
println(undefined(after_loop, 0), " ", undefined(after_loop, 3))

function before_assignment(n)
    for i in 1:n
        if i > 1
            s = y + i
        end
        y = i
    end
    y = 0
end
println(undefined(before_assignment, 1), " ", undefined(before_assignment, 2))

function fresh_in_each_round(n)
    seen = Int[]
    for i in 1:n
        if i == 2
            x = 10
        end
        push!(seen, x)
    end
    seen
end
println(undefined(fresh_in_each_round, 3))

function only_in_one_branch(c)
    if c
        a = 1
        b = a + 1
    else
        b = 5
    end
    c ? a + b : b
end
println(only_in_one_branch(true), " ", only_in_one_branch(false))

function one_branch_and_then(c)
    if c
        a = 1
    end
    a
end
println(undefined(one_branch_and_then, true), " ", undefined(one_branch_and_then, false))

short(c) = (c && (a = 3) > 2; a)
println(undefined(short, true), " ", undefined(short, false))

function in_a_chain(x)
    x < (y = 5) < (z = 10)
    (y, z)
end
println(undefined(in_a_chain, 1), " ", undefined(in_a_chain, 7))

takes(a; k = 0) = (a, k)
function in_a_block_as_argument(c)
    takes(c ? v : 0; k = begin
        v = 2
        v + 1
    end)
end
println(undefined(in_a_block_as_argument, false), " ", undefined(in_a_block_as_argument, true))

function narrowed_in_a_loop(list)
    i = 1
    item = list[1]
    total = 0
    while item !== nothing && total < 100
        total += item
        i += 1
        item = list[i]
    end
    (total, item)
end
println(narrowed_in_a_loop([1, 2, nothing]), narrowed_in_a_loop([60, 70, 5]))

function not_assigned_in_the_loop(x)
    n = 0
    while n < 3
        if x === nothing
            n += 1
        elseif x isa Int
            n += x
        else
            n += length(x)
        end
    end
    (x, n)
end
println(not_assigned_in_the_loop(nothing), not_assigned_in_the_loop(2), not_assigned_in_the_loop("ab"))

function into_a_loop(n)
    i = 0
    k = 10
    if n > 2
        k = 20
        @goto inside
    end
    while i < n
        i += 1
        @label inside
        i += k
        k += 1
    end
    (i, k)
end
println(into_a_loop(1), into_a_loop(5))

function back_by_goto(n)
    i = 0
    a = 1
    b = 2
    @label again
    i += 1
    a, b = b, a
    i < n && @goto again
    (i, a, b)
end
println(back_by_goto(1), back_by_goto(4))

function invariant(a, n)
    b = a + 1
    c = 0
    for i in 1:n
        for j in 1:i
            c += b
            j == 2 && continue
            i == 4 && break
        end
        while c > 20
            c -= a
        end
    end
    (a, b, c)
end
println(invariant(3, 5), invariant(1, 0))

function swapped_around(n)
    x, y = 1, 2
    for i in 1:n
        if isodd(i)
            x, y = y, x
        end
    end
    (x, y)
end
println(swapped_around(0), swapped_around(1), swapped_around(3))

function tuple_of_targets(n)
    for (i, (a, b)) in enumerate([(1, 2), (3, 4)])
        i == n && return (i, a, b)
    end
    nothing
end
println(tuple_of_targets(2), tuple_of_targets(3))

function in_the_condition(n)
    r = Int[]
    while (m = n - 1) > 0
        push!(r, m)
        n = m
    end
    (r, m)
end
println(in_the_condition(3), in_the_condition(1))

function through_try(f)
    x = 1
    for i in 1:3
        try
            x += f(i)
        catch
            x *= 10
        finally
            x += 1
        end
    end
    x
end
println(through_try(i -> i == 2 ? error() : i))

function closures_in_a_loop()
    fs = Function[]
    t = 0
    for i in 1:3
        u = i * 2
        push!(fs, () -> u + t)
        t += 1
    end
    [f() for f in fs]
end
println(closures_in_a_loop())

function local_methods(n)
    for i in 1:n
        g(x) = x + i
        g(x, y) = g(x) * y
        i == n && return g(1), g(1, 2)
    end
end
println(local_methods(2))

function same_on_both_sides(c, x)
    if c
        y = x
    else
        y = x
    end
    z = y
    while c
        c = false
        z = y
    end
    (y, z)
end
println(same_on_both_sides(true, 4), same_on_both_sides(false, 5))
