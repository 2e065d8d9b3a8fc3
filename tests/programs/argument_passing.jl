# What is shared, what is copied; evaluation order.
function change!(v)
    v[1] = 100
    v = [7, 7]
    v
end
a = [1, 2]
b = change!(a)
println(a, " ", b)
function change_number(n)
    n += 1
    n
end
x = 5
println(change_number(x), " ", x)
trace(x) = (print(x, " "); x)
println(trace(1) + trace(2) * trace(3))
println((trace(1), trace(2)), [trace(3), trace(4)])
function f(a, b, c)
    print("called ")
    a + b + c
end
println(f(trace(1), trace(2), trace(3)))
v = [1, 2, 3]
v[trace(2)] = trace(20)
println(v)
v[trace(1)] += trace(5)
println(v)
t = (v, v)
t[1][3] = -1
println(t, " ", v)
nested = [[1], [2]]
shallow = copy(nested)
push!(shallow[1], 9)
push!(shallow, [3])
println(nested, " ", shallow)
rows = fill([0], 2)
push!(rows[1], 1)
println(rows)
p, q = trace(1), trace(2)
p, q = q, p
println(p, q)
y = z = trace(9)
println(y + z)
first_of((a, b)) = a
println(first_of((1, 2)))
s = "abc"
u = s
s *= "d"
println(s, " ", u)
