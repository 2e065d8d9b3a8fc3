# Definitions in the branches of an `if` at the top level: methods, types, constants, macros, imports.
const MODE = :fast
if MODE === :fast
    step(x) = x + 2
    const LIMIT = 10
    struct Point
        x::Int
        y::Int
    end
    Base.show(io::IO, p::Point) = print(io, "<", p.x, ",", p.y, ">")
else
    step(x) = x + 1
    const LIMIT = 100
end
println(step(1), " ", LIMIT, " ", Point(1, 2))
if MODE === :slow
    kind() = "slow"
elseif LIMIT > 5
    kind() = "limited"
    println("here ", kind())
    abstract type Shape end
    struct Square <: Shape
        side::Float64
    end
    area(s::Square) = s.side^2
    macro twice(code)
        :($(esc(code)); $(esc(code)))
    end
else
    kind() = "free"
end
println(kind(), " ", area(Square(3.0)), " ", Square(1.0) isa Shape)
count = 0
@twice count += 1
println(count)
if !@isdefined(helper)
    "What is missing."
    function helper(x; by=2)
        x * by
    end
end
println(helper(4), " ", helper(4; by=5))
total = 0
if count == 2
    using Statistics
    println(mean([1, 2]))
    bump!(n) = (global total += n; total)
    for i in 1:3
        bump!(i)
    end
    x = if total > 5
        "many"
    else
        "few"
    end
    println(total, x)
end
println(total, " ", x)
if false
    unused(x) = x
    struct Never end
end
println(@isdefined(unused), " ", @isdefined(Never))
for i in 1:2
    local_only(x) = x * i
    print(local_only(10), " ")
end
println(@isdefined(local_only))
