f(x) = if x
    1
else
    2
end
f(1)
