# Degrees, sets of small integers, results into arrays, and names beside the language.
println([sind(x) for x in (0, 30, 45, 60, 90, 120, 180, 210, 270, 330, 360, -30, 1000.5)])
println([cosd(x) for x in (0, 30, 45, 60, 90, 120, 180, 210, 270, 330, 360, -60, 1000.5)])
println(tand(45), " ", tand(30.5), " ", asind(0.5), " ", acosd(0.5), " ", atand(1), " ", sincosd(30), " ", acoth(2.0), " ", acsch(2.0))
worst = 0.0
for k in 0:7200
    global worst = max(worst, abs(sind(k / 10)^2 + cosd(k / 10)^2 - 1))
end
println(worst < 1e-15)
s = BitSet([5, 1, 200, -3, 1])
println(s, " ", length(s), " ", 200 in s, " ", 7 in s, " ", collect(s), " ", first(s), " ", last(s), " ", maximum(s))
push!(s, 64)
delete!(s, 5)
println(s, " ", union(s, BitSet([2])), " ", intersect(s, BitSet([1, 64])), " ", setdiff(s, [1]), " ", sum(s), " ", BitSet(1:3) == BitSet([3, 2, 1]), " ", issubset([1, 64], s), " ", isempty(BitSet()))
println(pop!(s, -3), " ", [x for x in s if x > 1], " ", filter(isodd, BitSet(1:6)), " ", eltype(s), " ", typeof(copy(s)))
a = [1 2 3; 4 5 6]
println(sum!([0, 0], a), " ", sum!([0 0 0], a), " ", prod!([1, 1], a), " ", maximum!([0 0 0], a), " ", conj!([1 + im]))
struct Thing
    size::Int
    name::String
end
println(hasfield(Thing, :size), " ", hasfield(Thing, :weight), " ", hasproperty(Thing(1, "a"), :name), " ", hasproperty((a = 1,), :b))
println(Cint, " ", Cdouble, " ", Clong, " ", Dims{2} === NTuple{2,Int}, " ", (1, 2) isa Dims, " ", Sys.islinux(), " ", Sys.iswindows(), " ", Sys.WORD_SIZE)
println(withenv(() -> ENV["JULIETTE_TEST_NAME"], "JULIETTE_TEST_NAME" => "yes"), " ", haskey(ENV, "JULIETTE_TEST_NAME"))
tries = 0
println(retry(() -> (global tries += 1; tries < 3 ? error("again") : "done"), delays=[0.0, 0.0, 0.0])(), " ", tries)
GC.gc()
println(MathConstants.e, " ", MathConstants.pi, " ", isinteractive())
macro swapped(a, b)
    @gensym t
    esc(:($t = $a; $a = $b; $b = $t))
end
x, y = 1, 2
@swapped x y
println(x, " ", y)
