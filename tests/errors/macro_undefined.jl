# A macro that nobody defined.
println("before")
@no_such_macro 1 + 1
