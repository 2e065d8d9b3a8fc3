a = [1, 2, 3, 4]
v = @view a[2:end]
v[1] = 20
println(a, sum(v))
f(x) = @views sum(x[1:2]) + x[end]
println(f(a))
Threads.@threads for i in 1:3
    a[i] = i
end
println(a)
println(@evalpoly(2, 1, 2, 3))
m = [1 2; 3 4]
println(@view m[1, :])
@views m[:, 1] .= 7
println(m)
