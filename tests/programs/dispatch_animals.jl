# Multiple dispatch over two arguments of a hierarchy, with fallbacks and invoke.
abstract type Animal end
abstract type Mammal <: Animal end
abstract type Bird <: Animal end
struct Dog <: Mammal
    name::String
end
struct Cat <: Mammal
    name::String
end
struct Parrot <: Bird
    name::String
    words::Vector{String}
end
struct Stone end
name(a::Animal) = a.name
speak(::Animal) = "..."
speak(::Dog) = "Woof"
speak(::Cat) = "Meow"
speak(p::Parrot) = isempty(p.words) ? invoke(speak, Tuple{Animal}, p) : join(p.words, "! ") * "!"
meets(a::Animal, b::Animal) = "ignores"
meets(a::Dog, b::Cat) = "chases"
meets(a::Cat, b::Dog) = "hisses at"
meets(a::T, b::T) where {T<:Animal} = "sniffs"
meets(a::Mammal, b::Bird) = "stalks"
meets(a::Animal, ::Stone) = "sits on"
rex, whiskers, polly, tom = Dog("Rex"), Cat("Whiskers"), Parrot("Polly", ["hello", "cracker"]), Cat("Tom")
for a in (rex, whiskers, polly, Parrot("Mute", String[]))
    println(name(a), " says ", speak(a))
end
for (a, b) in [(rex, whiskers), (whiskers, rex), (whiskers, tom), (rex, polly), (polly, rex), (polly, polly)]
    println(name(a), " ", meets(a, b), " ", name(b))
end
println(meets(tom, Stone()), " the stone")
println(supertype(Dog) == Mammal, " ", Dog <: Animal)
println(applicable(meets, rex, 3), " ", hasmethod(speak, Tuple{Dog}), " ", hasmethod(speak, Tuple{Int}))
println(length(methods(meets)), " ", isabstracttype(Bird), " ", isconcretetype(Dog), " ", typejoin(Dog, Cat) === Mammal)
try
    meets(Stone(), rex)
catch e
    println(e isa MethodError, " ", e.f === meets, " ", e.args[1])
end
speak(d::Dog) = "WOOF"
println(speak(rex))
kind(x) = x isa Mammal ? :mammal : x isa Bird ? :bird : :other
println(map(kind, [rex, polly, tom]), " ", kind(Stone()))
