# A parametric linked list with iteration, equality, printing and functional operations.
abstract type List{T} end
struct Nil{T} <: List{T} end
struct Cons{T} <: List{T}
    head::T
    tail::List{T}
end
Base.isempty(::Nil) = true
Base.isempty(::Cons) = false
Base.length(::Nil) = 0
Base.length(l::Cons) = 1 + length(l.tail)
Base.eltype(::Type{<:List{T}}) where {T} = T
Base.iterate(l::List) = iterate(l, l)
Base.iterate(::List, ::Nil) = nothing
Base.iterate(::List, state::Cons) = (state.head, state.tail)
function Base.show(io::IO, l::List)
    print(io, "(")
    for (i, x) in enumerate(l)
        i > 1 && print(io, " ")
        show(io, x)
    end
    print(io, ")")
end
list(T::Type) = Nil{T}()
function list(xs::T...) where {T}
    l = Nil{T}()
    for x in reverse(xs)
        l = Cons(x, l)
    end
    l
end
Cons(x::T, l::Nil{T}) where {T} = Cons{T}(x, l)
Base.map(f, l::Nil{T}) where {T} = l
Base.map(f, l::Cons) = Cons(f(l.head), map(f, l.tail))
Base.filter(f, l::Nil) = l
Base.filter(f, l::Cons) = f(l.head) ? Cons(l.head, filter(f, l.tail)) : filter(f, l.tail)
Base.reverse(l::List{T}) where {T} = foldl((acc, x) -> Cons{T}(x, acc), l; init=Nil{T}())
Base.cat(a::Nil, b::List) = b
Base.cat(a::Cons, b::List) = Cons(a.head, cat(a.tail, b))
Base.:(==)(a::List, b::List) = length(a) == length(b) && all(x == y for (x, y) in zip(a, b))
l = list(1, 2, 3, 4)
println(l, " ", length(l), " ", isempty(l), " ", list(Int), " ", isempty(list(Int)))
println(map(x -> x^2, l), " ", filter(iseven, l), " ", reverse(l))
println(cat(l, list(5, 6)), " ", sum(l), " ", maximum(l), " ", collect(l))
println(list("a", "b"), " ", join(list("a", "b"), "+"), " ", [x * 2 for x in l])
println(l == list(1, 2, 3, 4), " ", l == reverse(l), " ", reverse(reverse(l)) == l)
println(3 in l, " ", 9 in l, " ", eltype(l) == Int, " ", l isa List{Int}, " ", Nil{Int} <: List{Int})
total = 0
for x in l
    global total += x
end
a, b, rest = l
println(total, " ", a, " ", b, " ", rest)
