# Tests and macros, as programs have them.
using Test
using Printf
double(x) = 2x
macro twice(code)
    quote
        $(esc(code))
        $(esc(code))
    end
end
@testset "numbers" begin
    @test double(2) == 4
    @test double(1.5) == 3.0
    @test !isempty([1])
    @test "a" * "b" == "ab"
    @test [1, 2] == [1, 2]
    @test_throws ArgumentError throw(ArgumentError("x"))
    @test_throws DomainError throw(DomainError(1, "x"))
    @test double(3) === 6 && true
    @testset "inner $i" for i in 1:2
        @test i in (1, 2)
    end
    @test_broken 1 == 2
    @twice @test 1 < 2 <= 3
end
@printf("%d %5.2f %s\n", 1, 2.5, "x")
println(@sprintf("%.3f %e %g %x", 1.5, 2.5, 3.5, 255))
@show double(2)
@assert double(2) == 4 "message"
ex = :(a + $(1 + 1) * b)
println(ex)
eval(:(1 + 1))
@time double(2)
