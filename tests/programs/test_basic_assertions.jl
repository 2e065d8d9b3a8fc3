# The Test library without its summary: results of the macros as values, and what they throw.
using Test
square(x) = x^2
struct Point
    x::Int
    y::Int
end
Base.:+(a::Point, b::Point) = Point(a.x + b.x, a.y + b.y)
@test square(3) == 9
@test square(-2) == 4
@test 0.1 + 0.2 ≈ 0.3
@test isapprox(1.0, 1.05; atol=0.1)
@test Point(1, 2) + Point(3, 4) == Point(4, 6)
@test !isempty([1])
@test "abc" isa String
@test 3 in [1, 2, 3]
@test all(iseven, [2, 4])
@test_throws DomainError sqrt(-1)
@test_throws KeyError Dict(:a => 1)[:b]
@test_throws BoundsError [1, 2][3]
@test_throws ErrorException error("boom")
@test_throws MethodError square("a", 1)
@test_throws ArgumentError parse(Int, "x")
@test_throws DivideError 1 ÷ 0
r = @test 1 < 2
println(r isa Test.Pass, " ", typeof(r) == Test.Pass)
t = @test_throws InexactError Int(1.5)
println(t isa Test.Pass)
for x in 1:3
    @test square(x) == x * x
end
function checked(n)
    @test n > 0
    n
end
println(checked(5))
@test [1, 2] == [1, 2]
@test (1, "a") == (1, "a")
@test_broken false
println(square(2), " ", (@test true) isa Test.Result)
println("all tests ran")
