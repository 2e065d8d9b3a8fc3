# A method defined later is seen by the next statement, wherever it is called from.
abstract type Animal end
struct Dog <: Animal; end
struct Cat <: Animal; end
sound(::Animal) = "?"
sound(::Dog) = "woof"
both(a, b) = string(sound(a), " ", sound(b))
function chorus(animals)
    text = ""
    for animal in animals
        text = text * sound(animal) * " "
    end
    text
end
animals = Animal[Dog(), Cat(), Dog()]
println(both(Dog(), Cat()))
println(chorus(animals))
sound(::Cat) = "meow"
println(both(Dog(), Cat()))
println(chorus(animals))
struct Cow <: Animal; end
push!(animals, Cow())
println(chorus(animals))
sound(::Cow) = "moo"
println(chorus(animals))

# A result of another type.
level(x) = 1
double(x) = 2 * level(x)
twice(xs) = double(xs[1])
println(double(0), " ", twice(Any[0]))
level(x::Int) = 1.5
println(double(0), " ", twice(Any[0]), " ", twice(Any["a"]))
level(x::Int) = 2
println(double(0), " ", twice(Any[0]))
level(x::String) = "text "^2
println(level("a"))

# A chain of calls, the innermost redefined.
c1() = 1
c2() = c1() + 1
c3() = c2() + 1
c4() = c3() + c2()
println(c4())
c1() = 10
println(c4())
c2() = c1() * 2
println(c4())

# Recursive functions that call each other.
even(n) = n == 0 ? true : odd(n - 1)
odd(n) = n == 0 ? false : even(n - 1)
println(even(10), " ", odd(7), " ", even(3))
odd(n) = n == 0 ? "no" : even(n - 1)
println(even(10), " ", odd(7), " ", even(3))

# Elements of tuples and vectors of abstract types.
function describe(pairs)
    for (animal, n) in pairs
        print(sound(animal), " ", n, "; ")
    end
    println()
end
describe(Any[(Dog(), 1), (Cat(), 2.5), (Cow(), "three")])
describe([(Dog(), 1), (Cat(), 2)])
sound(::Dog) = "wuff"
describe(Any[(Dog(), 1), (Cat(), 2.5), (Cow(), "three")])
describe([(Dog(), 1), (Cat(), 2)])
