# Tests that pass print nothing but the summary, which has times; so only what they return is looked at here.
using Test
t = @test 1 + 1 == 2
println(t isa Test.Pass)
println((@test_throws DivideError div(1, 0)) isa Test.Pass)
f(x) = x > 2 ? throw(ArgumentError("too big: $x")) : x
@test f(1) == 1
@test f(1) < 2 <= 3
@test !isempty([1])
@test f(1) === 1 && true
@test_throws ArgumentError f(3)
@test_throws ArgumentError("too big: 3") f(3)
@test [1, 2] == [1, 2]
@test 1 in [1, 2]
println((@test_broken 1 == 2) isa Test.Broken)
println((@test_skip 1 == 2) isa Test.Broken)
println(f(1))
