# What is thrown in code that is evaluated.
x = eval(:(1 + 1))
eval(:(error("evaluated ", $x)))
