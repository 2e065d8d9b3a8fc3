# Messages of exceptions.

message(f) = try
    f()
    "nothing was thrown"
catch e
    sprint(showerror, e)
end
first_lines(text, n) = join(split(text, '\n')[1:n], '\n')

struct Box{T}
    v::T
end
mutable struct Counter
    n::Int
end

println(message(() -> Box(1).w))
println(message(() -> (a = 1,).b))
println(message(() -> Counter(1).m))
println(first_lines(message(() -> [1, 2] + 1), 2)[end-60:end])
println(first_lines(message(() -> 1 - [1, 2]), 2)[end-60:end])
println(message(() -> 1::Bool))
println(message(() -> count([1, 2])))
println(message(() -> throw(DomainError("text", "is wrong"))))
println(message(() -> throw(BoundsError())))
println(split(message(() -> [1](2)), '\n')[2])
println(first("hello", 2), " ", message(() -> first("hello", -1)))
println(message(() -> unescape_string("\\'")))
println(message(() -> LinRange(1, 2, 1)))
println(message(() -> zeros(-1)))
println(message(() -> Vector{Int}(undef, -2)))
println(message(() -> Iterators.take(1:5, -1)))
println(message(() -> (x = -2; 2^x))[1:61])
println(message(() -> ndims("abc"))[1:25])
println(message(() -> convert(Int, "1"))[1:80])
println(split(message(() -> (:)(1, [2])), '\n')[1][1:45])
