# A statement that a task evaluates waits while statements of the program go on and end.
f(x) = x + 1
t = @task eval(:(begin a = f(1); yield(); b = f(a); yield(); println(a, " ", b, " ", f(b)); for i in 1:3; yield(); println(f(i)); end; end))
schedule(t)
yield()
println("main 1")
yield()
g(x) = f(x) * 2
println(g(3))
wait(t)
