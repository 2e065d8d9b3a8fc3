# Static parameters that differ between the members of unions, of which there are too many combinations to go through.
function made(::Type{T}, xs) where {T}
    v = Array{T, 1}(undef, length(xs))
    for i in 1:length(xs)
        v[i] = xs[i]
    end
    v
end
pick(b) = b ? big(3) : big(2.5)
all_of(x, y, z) = made(promote_type(promote_type(typeof(x), typeof(y)), typeof(z)), (x, y, z))
one_of(a, b, c) = all_of(pick(a), pick(b), pick(c))
for a in (true, false), b in (true, false), c in (true, false)
    v = one_of(a, b, c)
    println(eltype(v), " ", v, " ", v[1] < v[2], " ", v[2] + v[3])
end
println(sort([big"2.5", big"-1.0", big"1e3"]), " ", Dict(1.5 => 1)[1.5])
kind(::Type{T}, rest...) where {T} = T
kinds(b, c, d) = kind(b ? Int : String, c ? 1 : "a", d ? 1.5 : nothing, b ? 'c' : :s)
println([kinds(b, c, d) for b in (true, false) for c in (true, false) for d in (true, false)])
element(::Vector{T}, rest...) where {T} = T
elements(b, c, d) = element(b ? [1] : ["x"], c ? 1 : "a", d ? 1.5 : nothing, b ? 'c' : :s)
println([elements(b, c, d) for b in (true, false) for c in (true, false) for d in (true, false)])
