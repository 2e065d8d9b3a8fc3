# Dynamic calls: one type, several types, types as values, and methods defined in between.
struct A; x::Int; end
struct B; x::Int; end
struct C; x::Int; end
abstract type Shape end
struct Square <: Shape; side::Float64; end
struct Circle <: Shape; radius::Float64; end

describe(a) = "something"
describe(a::A) = "A"
describe(a::Int) = "Int"
describe(::Type{Int64}) = "the type Int64"
describe(::Type{T}) where T = "another type"

pair(a, b) = 0
pair(a::A, b) = 1
pair(a, b::A) = 2
pair(a::A, b::A) = 3
pair(a::Int, b::Int) = 4

function describe_all(items)
    for i in 1:length(items)
        print(describe(items[i]), "; ")
    end
    println()
end

function pairs_of(items)
    for i in 1:length(items)
        for j in 1:length(items)
            print(pair(items[i], items[j]), " ")
        end
    end
    println()
end

items = Any[A(1), B(2), 3, Int64, Float64, A, "text", A(4), nothing, Int64]
describe_all(items)
pairs_of(items)

# A method defined later is seen by what runs later, through the same call site.
describe(b::B) = "B"
describe_all(items)
describe(::Type{A}) = "the type A"
describe_all(items)
pair(b::B, n::Nothing) = 5
pair(n::Nothing, b::B) = 6
pairs_of(items)
describe(a::A) = "A, redefined"
describe(s::String) = "a string"
describe_all(items)

# The called value varies too.
call_all(fs, x) = for i in 1:length(fs)
    print(fs[i](x), " ")
end
scale(k) = x -> k * x
call_all(Any[abs, scale(3), scale(2.5), string, A, typeof, -], -4)
println()

# Constructors and closures of one type with other contents.
call_all(Any[scale(10), scale(20), Float64, scale(7), A, scale(1)], 5)
println()

# More arguments than a cache tells apart.
many(a, b, c, d, e, f, g) = a
many(a::Int, b, c, d, e, f, g) = g
function call_many(items)
    for i in 1:length(items)
        x = items[i]
        print(many(x, x, x, x, x, x, x), " ")
    end
    println()
end
call_many(Any[1, 2.5, 3, "four", :five])

area(s::Square) = s.side^2
area(c::Circle) = 3.0 * c.radius^2
function total(shapes)
    sum = 0.0
    for i in 1:length(shapes)
        sum += area(shapes[i])
    end
    sum
end
shapes = Shape[Square(2.0), Circle(1.0), Square(3.0)]
println(total(shapes))
struct Point <: Shape; end
push!(shapes, Point())
try
    println(total(shapes))
catch e
    println(typeof(e))
end
area(p::Point) = 0.0
println(total(shapes))
