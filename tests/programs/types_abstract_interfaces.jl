# An interface as documented functions with defaults, implemented by three types; errors for what is missing.
"Something that turns text into other text."
abstract type Filter end
"Applies the filter to `s`."
apply(f::Filter, s) = error("apply is not implemented for ", nameof(typeof(f)))
label(f::Filter) = lowercase(string(nameof(typeof(f))))
struct Upper <: Filter end
struct Repeat <: Filter
    times::Int
end
struct Chain <: Filter
    filters::Vector{Filter}
end
struct Broken <: Filter end
apply(::Upper, s) = uppercase(s)
apply(r::Repeat, s) = join(fill(s, r.times), "-")
apply(c::Chain, s) = foldl((text, f) -> apply(f, text), c.filters; init=s)
label(c::Chain) = "chain of " * join(label.(c.filters), "+")
Base.:∘(a::Filter, b::Filter) = Chain([b, a])
(f::Filter)(s) = apply(f, s)
filters = [Upper(), Repeat(3), Chain([Upper(), Repeat(2)]), Repeat(2) ∘ Upper()]
for f in filters
    println(rpad(label(f), 26), f("ab"))
end
try
    Broken()("x")
catch e
    println(e.msg)
end
println(map(Upper(), ["a", "b"]), " ", Upper().(["x", "y"]), " ", "pipe" |> Upper() |> Repeat(2))
abstract type Stackable end
Base.length(s::Stackable) = length(contents(s))
Base.isempty(s::Stackable) = length(s) == 0
Base.show(io::IO, s::Stackable) = print(io, nameof(typeof(s)), "<", join(contents(s), ","), ">")
struct Plates <: Stackable
    items::Vector{Int}
end
struct Cards <: Stackable
    text::String
end
contents(p::Plates) = p.items
contents(c::Cards) = split(c.text, ' ')
for s in (Plates([1, 2]), Cards("ace king queen"), Plates([]))
    println(s, " ", length(s), " ", isempty(s))
end
all_stackables = Stackable[Plates([3]), Cards("x")]
println(all_stackables, " ", sum(length, all_stackables), " ", typeof(all_stackables[2]))
println(Upper <: Filter, " ", Filter <: Any, " ", supertype(Upper), " ", Chain([]).filters |> isempty)
