# A name that a module does not have.
module A
f() = 1
end
println(A.f())
A.g()
