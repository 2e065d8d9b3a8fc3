# Test sets that hold assertions of every kind; what they return, and what the functions under test do.
using Test
struct Matrix2
    a::Int
    b::Int
    c::Int
    d::Int
end
Base.:*(m::Matrix2, n::Matrix2) = Matrix2(m.a * n.a + m.b * n.c, m.a * n.b + m.b * n.d, m.c * n.a + m.d * n.c, m.c * n.b + m.d * n.d)
Base.one(::Type{Matrix2}) = Matrix2(1, 0, 0, 1)
Base.:^(m::Matrix2, n::Int) = n < 0 ? throw(DomainError(n, "negative power")) : n == 0 ? one(Matrix2) : iseven(n) ? (m * m)^(n ÷ 2) : m * m^(n - 1)
fib(n) = (Matrix2(1, 1, 1, 0)^n).b
@test fib(10) == 55
@test [fib(n) for n in 0:7] == [0, 1, 1, 2, 3, 5, 8, 13]
@test_throws DomainError fib(-1)
@test_throws MethodError fib("a")
@test Matrix2(1, 2, 3, 4)^0 === one(Matrix2)
@test 0.1 + 0.2 ≈ 0.3
@test isapprox(1.0, 1.1, atol = 0.2)
@test !(1.0 ≈ 1.1)
@test fib(3) in (1, 2) && fib(4) ∉ (1, 2)
@test "abc" != "abd"
@test all(iseven, 2:2:10)
@test typeof(fib(2)) <: Integer
@test_throws ErrorException error("x")
@test_throws BoundsError [1, 2][3]
@test_throws KeyError Dict(1 => 2)[2]
@test_throws InexactError Int(1.5)
@test_throws ArgumentError parse(Int, "x")
@test_throws DivideError 1 ÷ 0
@test_throws UndefVarError undefined_name_here
@test isempty([]) || false
t = @test 2 > 1
println(t isa Test.Pass, " ", fib(50), " ", Matrix2(1, 1, 1, 0)^3)
results = [(@test n^2 >= n) isa Test.Pass for n in -3:3]
println(all(results), " ", length(results))
function checked_root(x)
    x < 0 && throw(ArgumentError("negative: $x"))
    return sqrt(x)
end
e = try
    checked_root(-4)
catch err
    err
end
println(e isa ArgumentError, " ", e.msg, " ", checked_root(16))
@test_throws ArgumentError checked_root(-1)
@test checked_root(2)^2 ≈ 2 atol = 1e-9
for (input, expected) in ["" => 0, "a" => 1, "héllo" => 5]
    @test length(input) == expected
end
@test (@test_broken 1 == 2) isa Test.Broken
@test sprint(show, Matrix2(1, 2, 3, 4)) == "Matrix2(1, 2, 3, 4)"
println("done")
