# What a collection's type says of its elements is not said again.

struct Wrapped{T}; v::T; end
struct Empty end
# What stands behind the type in front.
body(x, opening='[') = (text = repr(x); text[findfirst(isequal(opening), text):end])
println(body([(Any[1, "a"], 2)]))
println(body([([Float16(1.5)],)]), body([Some(1), Some(2)]), body([Some("a") => Some(2.5f0)]))
println(body([(1.5f0, Int8(3))]), body([(true, false)]), body(Dict("a" => (Int8(1), [true])), '('))
println((+) => 1, body([(+) => 2]), (-) => (*), sin => 1)
println(body([(1.5f0,) => [Int8(1)]]), body(Set([(Int8(1), "a")])))
println([Wrapped(Empty()), Wrapped(Empty())], [Wrapped(1)], [Some(sin), Some(sin)])
println(body([1 => Set([π])]), Any[π], [π, 1])
shown(x) = (show(stdout, MIME("text/plain"), x); println())
@enum Color red=3 green
f0(x) = x
f0(x, y) = y
g0() = 1
foreach(shown, ('a', 'é', '\n', '∀', '0', '\u200b', 'Z', ' ', '€', f0, g0, π, ℯ, red, green))
println(red, [red, green], (red,), red => 1)
println(summary(view([1, 2, 3], 2:3)) == "2-element view(::$(Vector{Int}), 2:3) with eltype Int64")
println(summary(view([1 2; 3 4], :, 1:1)) == "2×1 view(::$(Matrix{Int}), :, 1:1) with eltype Int64")
println(occursin("1, :)", summary(view([1 2; 3 4], 1, :))))
