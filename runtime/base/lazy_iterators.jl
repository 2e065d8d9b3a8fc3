# The iterators of the module Iterators: nothing is computed before it is asked for.

struct Filter{F, I}
    flt::F
    itr::I
end
iter_filter(f, xs) = Filter(f, xs)
IteratorSize(::Type{<:Filter}) = SizeUnknown()
IteratorEltype(::Type{Filter{F, I}}) where {F, I} = IteratorEltype(I)
eltype(::Type{Filter{F, I}}) where {F, I} = eltype(I)
iterate(f::Filter) = filtered(f, iterate(f.itr))
iterate(f::Filter, state) = filtered(f, iterate(f.itr, state))
function filtered(f::Filter, next)
    while next !== nothing
        f.flt(next[1]) && return next
        next = iterate(f.itr, next[2])
    end
    nothing
end
iter_reverse(f::Filter) = Filter(f.flt, iter_reverse(f.itr))

iter_map(f, xs) = Generator(f, xs)
iter_map(f, xs, ys, rest...) = Generator(args -> f(args...), zip(xs, ys, rest...))

struct Take{I}
    xs::I
    n::Int
end
function iter_take(xs, n::Integer)
    n < 0 && throw(ArgumentError("Take length must be nonnegative"))
    Take(xs, Int(n))
end
IteratorSize(::Type{Take{I}}) where {I} = taken_size(IteratorSize(I))
taken_size(::SizeUnknown) = SizeUnknown()
taken_size(::IteratorSize) = HasLength()
IteratorEltype(::Type{Take{I}}) where {I} = IteratorEltype(I)
eltype(::Type{Take{I}}) where {I} = eltype(I)
length(t::Take) = IteratorSize(t.xs) isa IsInfinite ? t.n : min(t.n, length(t.xs))
iterate(t::Take) = t.n <= 0 ? nothing : taken(t.n - 1, iterate(t.xs))
iterate(t::Take, state) = state[1] <= 0 ? nothing : taken(state[1] - 1, iterate(t.xs, state[2]))
taken(left, ::Nothing) = nothing
taken(left, next) = (next[1], (left, next[2]))

struct Drop{I}
    xs::I
    n::Int
end
function iter_drop(xs, n::Integer)
    n < 0 && throw(ArgumentError("Drop length must be nonnegative"))
    Drop(xs, Int(n))
end
IteratorSize(::Type{Drop{I}}) where {I} = dropped_size(IteratorSize(I))
dropped_size(::Union{HasLength, HasShape}) = HasLength()
dropped_size(s::IteratorSize) = s
IteratorEltype(::Type{Drop{I}}) where {I} = IteratorEltype(I)
eltype(::Type{Drop{I}}) where {I} = eltype(I)
length(d::Drop) = max(0, length(d.xs) - d.n)
function iterate(d::Drop)
    next = iterate(d.xs)
    for i in 1:d.n
        next === nothing && return nothing
        next = iterate(d.xs, next[2])
    end
    next
end
iterate(d::Drop, state) = iterate(d.xs, state)

struct TakeWhile{I, P}
    pred::P
    xs::I
end
iter_takewhile(p, xs) = TakeWhile(p, xs)
IteratorSize(::Type{<:TakeWhile}) = SizeUnknown()
IteratorEltype(::Type{TakeWhile{I, P}}) where {I, P} = IteratorEltype(I)
eltype(::Type{TakeWhile{I, P}}) where {I, P} = eltype(I)
iterate(t::TakeWhile) = taken_while(t, iterate(t.xs))
iterate(t::TakeWhile, state) = taken_while(t, iterate(t.xs, state))
taken_while(t, ::Nothing) = nothing
taken_while(t, next) = t.pred(next[1]) ? next : nothing

struct DropWhile{I, P}
    pred::P
    xs::I
end
iter_dropwhile(p, xs) = DropWhile(p, xs)
IteratorSize(::Type{<:DropWhile}) = SizeUnknown()
IteratorEltype(::Type{DropWhile{I, P}}) where {I, P} = IteratorEltype(I)
eltype(::Type{DropWhile{I, P}}) where {I, P} = eltype(I)
function iterate(d::DropWhile)
    next = iterate(d.xs)
    while next !== nothing
        d.pred(next[1]) || return next
        next = iterate(d.xs, next[2])
    end
    nothing
end
iterate(d::DropWhile, state) = iterate(d.xs, state)

struct Repeated{T}
    x::T
end
iter_repeated(x) = Repeated(x)
iter_repeated(x, n::Integer) = iter_take(Repeated(x), n)
IteratorSize(::Type{<:Repeated}) = IsInfinite()
eltype(::Type{Repeated{T}}) where {T} = T
iterate(r::Repeated) = (r.x, nothing)
iterate(r::Repeated, ::Nothing) = (r.x, nothing)

struct Cycle{I}
    xs::I
end
iter_cycle(xs) = Cycle(xs)
IteratorSize(::Type{<:Cycle}) = IsInfinite()
IteratorEltype(::Type{Cycle{I}}) where {I} = IteratorEltype(I)
eltype(::Type{Cycle{I}}) where {I} = eltype(I)
iterate(c::Cycle) = iterate(c.xs)
function iterate(c::Cycle, state)
    next = iterate(c.xs, state)
    next === nothing ? iterate(c.xs) : next
end

struct Count{T, S}
    start::T
    step::S
end
iter_countfrom() = Count(1, 1)
iter_countfrom(start) = Count(start, oneunit(start))
iter_countfrom(start, step) = Count(start, step)
IteratorSize(::Type{<:Count}) = IsInfinite()
eltype(::Type{Count{T, S}}) where {T, S} = T
iterate(c::Count) = (c.start, c.start + c.step)
iterate(c::Count, state) = (state, state + c.step)

struct Rest{I, S}
    itr::I
    st::S
end
iter_rest(xs) = xs
iter_rest(xs, state) = Rest(xs, state)
IteratorSize(::Type{<:Rest}) = SizeUnknown()
IteratorEltype(::Type{Rest{I, S}}) where {I, S} = IteratorEltype(I)
eltype(::Type{Rest{I, S}}) where {I, S} = eltype(I)
iterate(r::Rest) = iterate(r.itr, r.st)
iterate(r::Rest, state) = iterate(r.itr, state)
function iter_peel(xs)
    next = iterate(xs)
    next === nothing ? nothing : (next[1], Rest(xs, next[2]))
end

struct Flatten{I}
    it::I
end
iter_flatten(xs) = Flatten(xs)
iter_flatmap(f, xs...) = Flatten(iter_map(f, xs...))
IteratorSize(::Type{<:Flatten}) = SizeUnknown()
IteratorEltype(::Type{Flatten{I}}) where {I} = flat_eltype(I, IteratorEltype(I))
flat_eltype(I, ::EltypeUnknown) = EltypeUnknown()
flat_eltype(I, ::HasEltype) = eltype(I) === Any || eltype(I) === Union{} ? EltypeUnknown() : IteratorEltype(eltype(I))
eltype(::Type{Flatten{I}}) where {I} = eltype(eltype(I))
iterate(f::Flatten) = flat_from(f, iterate(f.it))
function flat_from(f::Flatten, outer)
    while outer !== nothing
        inner = iterate(outer[1])
        inner === nothing || return (inner[1], (inner[2], outer[1], outer[2]))
        outer = iterate(f.it, outer[2])
    end
    nothing
end
function iterate(f::Flatten, state)
    inner = iterate(state[2], state[1])
    inner === nothing || return (inner[1], (inner[2], state[2], state[3]))
    flat_from(f, iterate(f.it, state[3]))
end
length(f::Flatten) = sum(length, f.it)

# All combinations, the first collection's elements changing fastest.
struct ProductIterator{T<:Tuple}
    iterators::T
end
iter_product(iters...) = ProductIterator(iters)
length(p::ProductIterator) = product_of(size(p))
size(p::ProductIterator) = product_size(p.iterators)
product_size(::Tuple{}) = ()
product_size(is::Tuple) = (size_or_length(is[1])..., product_size(tail(is))...)
size_or_length(x) = has_shape(IteratorSize(x)) ? size(x) : (length(x),)
axes(p::ProductIterator) = map(OneTo, size(p))
ndims(p::ProductIterator) = length(size(p))
IteratorSize(::Type{ProductIterator{T}}) where {T} = product_shape(T)
product_shape(::Type{Tuple{}}) = HasShape{0}()
product_shape(::Type{T}) where {T<:Tuple{Any}} = as_shape(IteratorSize(fieldtype(T, 1)))
product_shape(::Type{T}) where {T<:Tuple} = joined_shape(as_shape(IteratorSize(fieldtype(T, 1))), product_shape(tail_type(T)))
as_shape(::HasLength) = HasShape{1}()
as_shape(s::IteratorSize) = s
joined_shape(::HasShape{N}, ::HasShape{M}) where {N, M} = HasShape{N + M}()
joined_shape(::IsInfinite, ::IteratorSize) = IsInfinite()
joined_shape(::IteratorSize, ::IteratorSize) = SizeUnknown()
IteratorEltype(::Type{ProductIterator{T}}) where {T} = zip_eltype_known(T)
eltype(::Type{ProductIterator{T}}) where {T} = product_eltype(T)
product_eltype(::Type{Tuple{}}) = Tuple{}
product_eltype(::Type{T}) where {T<:Tuple} = zip_eltype(T)
iterate(p::ProductIterator) = product_first(p.iterators)
# The state of each: its element and state.
product_first(::Tuple{}) = ((), ())
function product_first(is::Tuple)
    next = iterate(is[1])
    next === nothing && return nothing
    rest = product_first(tail(is))
    rest === nothing && return nothing
    ((next[1], rest[1]...), (next, rest[2]...))
end
iterate(p::ProductIterator, states) = product_next(p.iterators, states)
product_next(::Tuple{}, ::Tuple{}) = nothing
function product_next(is::Tuple, states::Tuple)
    next = iterate(is[1], states[1][2])
    if next !== nothing
        return ((next[1], map(first, tail(states))...), (next, tail(states)...))
    end
    rest = product_next(tail(is), tail(states))
    rest === nothing && return nothing
    again = iterate(is[1])
    again === nothing && return nothing
    ((again[1], rest[1]...), (again, rest[2]...))
end
iter_reverse(p::ProductIterator) = ProductIterator(map(iter_reverse, p.iterators))

struct PartitionIterator{T}
    c::T
    n::Int
end
function iter_partition(xs, n::Integer)
    n < 1 && throw(ArgumentError("cannot create partitions of length " * string(n)))
    PartitionIterator(xs, Int(n))
end
IteratorSize(::Type{PartitionIterator{T}}) where {T} = dropped_size(IteratorSize(T))
length(p::PartitionIterator) = cld(length(p.c), p.n)
eltype(::Type{PartitionIterator{T}}) where {T} = Vector{eltype(T)}
IteratorEltype(::Type{PartitionIterator{T}}) where {T<:AbstractVector} = EltypeUnknown()
IteratorEltype(::Type{PartitionIterator{T}}) where {T} = IteratorEltype(T)
# Parts of vectors are views, parts of ranges ranges, parts of anything else vectors.
iterate(p::PartitionIterator{<:AbstractVector}) = iterate(p, 1)
function iterate(p::PartitionIterator{<:AbstractVector}, from)
    n = length(p.c)
    from > n && return nothing
    to = min(from + p.n - 1, n)
    (part_of(p.c, from, to), to + 1)
end
part_of(r::AbstractRange, from, to) = r[from:to]
part_of(a, from, to) = view(a, from:to)
function iterate(p::PartitionIterator)
    next = iterate(p.c)
    next === nothing ? nothing : part_from(p, next)
end
iterate(p::PartitionIterator, state) = state === nothing ? nothing : part_from(p, something(state))
function part_from(p, next)
    part = Array{eltype(p.c), 1}(undef, 0)
    while next !== nothing
        push!(part, next[1])
        next = iterate(p.c, next[2])
        length(part) == p.n && break
    end
    (part, next === nothing ? nothing : Some(next))
end

struct Accumulate{F, I, T}
    f::F
    itr::I
    init::T
end
iter_accumulate(op, xs) = Accumulate(op, xs, NoInit())
iter_accumulate(op, xs, init) = Accumulate(op, xs, init)
iter_accumulate_keywords(op, xs; init=NoInit()) = Accumulate(op, xs, init)
length(a::Accumulate) = length(a.itr)
size(a::Accumulate) = size(a.itr)
IteratorSize(::Type{Accumulate{F, I, T}}) where {F, I, T} = IteratorSize(I)
IteratorEltype(::Type{<:Accumulate}) = EltypeUnknown()
function iterate(a::Accumulate)
    next = iterate(a.itr)
    next === nothing && return nothing
    x = a.init isa NoInit ? reduce_first(a.f, next[1]) : a.f(a.init, next[1])
    (x, (x, next[2]))
end
function iterate(a::Accumulate, state)
    next = iterate(a.itr, state[2])
    next === nothing && return nothing
    x = a.f(state[1], next[1])
    (x, (x, next[2]))
end

struct ReverseIterator{T}
    itr::T
end
iter_reverse(xs) = ReverseIterator(xs)
iter_reverse(x::Union{Number, AbstractChar}) = x
iter_reverse(r::ReverseIterator) = r.itr
iter_reverse(r::AbstractRange) = reverse(r)
iter_reverse(t::Tuple) = reverse(t)
iter_reverse(g::Generator) = Generator(g.f, iter_reverse(g.iter))
iter_reverse(z::Zip) = Zip(map(iter_reverse, z.is))
iter_reverse(r::Repeated) = r
length(r::ReverseIterator) = length(r.itr)
size(r::ReverseIterator) = size(r.itr)
IteratorSize(::Type{ReverseIterator{T}}) where {T} = IteratorSize(T)
IteratorEltype(::Type{ReverseIterator{T}}) where {T} = IteratorEltype(T)
eltype(::Type{ReverseIterator{T}}) where {T} = eltype(T)
iterate(r::ReverseIterator{<:AbstractArray}) = iterate(r, length(r.itr))
iterate(r::ReverseIterator{<:AbstractArray}, i::Int) = i < 1 ? nothing : (r.itr[i], i - 1)
iterate(r::ReverseIterator{String}) = iterate(r, lastindex(r.itr))
iterate(r::ReverseIterator{String}, i::Int) = i < 1 ? nothing : (r.itr[i], prevind(r.itr, i))
iterate(r::ReverseIterator{<:Enumerate}) = reverse_enumerated(r.itr.itr, length(r.itr.itr))
iterate(r::ReverseIterator{<:Enumerate}, i) = reverse_enumerated(r.itr.itr, i)
reverse_enumerated(xs, i) = i < 1 ? nothing : ((i, xs[i]), i - 1)
last(r::ReverseIterator) = first(r.itr)
first(r::ReverseIterator) = last(r.itr)
function nth(xs, n::Integer)
    for (i, x) in enumerate(xs)
        i == n && return x
    end
    throw(BoundsError(xs, n))
end

# An iterator that remembers how far it has come.
mutable struct Stateful{T}
    itr::T
    next::Any
    Stateful{T}(xs) where {T} = new{T}(xs, iterate(xs))
end
iter_stateful(xs) = Stateful{typeof(xs)}(xs)
IteratorSize(::Type{<:Stateful}) = SizeUnknown()
IteratorEltype(::Type{Stateful{T}}) where {T} = IteratorEltype(T)
eltype(::Type{Stateful{T}}) where {T} = eltype(T)
isempty(s::Stateful) = s.next === nothing
function popfirst!(s::Stateful)
    next = s.next
    next === nothing && throw(EOFError())
    s.next = iterate(s.itr, next[2])
    next[1]
end
peek(s::Stateful) = s.next === nothing ? nothing : s.next[1]
iterate(s::Stateful) = s.next === nothing ? nothing : (popfirst!(s), nothing)
iterate(s::Stateful, ::Nothing) = s.next === nothing ? nothing : (popfirst!(s), nothing)

# Julia has all of these in the module Iterators, and prints them so.
for T in (Filter, Take, Drop, TakeWhile, DropWhile, Repeated, Cycle, Count, Rest, Flatten, ProductIterator, PartitionIterator, Accumulate, ReverseIterator, Stateful)
    Core.set_home(T, :var"Base.Iterators")
end
# Base's own name for that is the ordering's.
Core.set_home(ReverseIterator, :var"Base.Iterators", :Reverse)

# What is known of a collection with missing values.
struct SkipMissing{T}
    x::T
end
skipmissing(xs) = SkipMissing(xs)
IteratorSize(::Type{<:SkipMissing}) = SizeUnknown()
IteratorEltype(::Type{SkipMissing{T}}) where {T} = IteratorEltype(T)
eltype(::Type{SkipMissing{T}}) where {T} = nonmissing_part(eltype(T))
iterate(s::SkipMissing) = skip_to_value(s, iterate(s.x))
iterate(s::SkipMissing, state) = skip_to_value(s, iterate(s.x, state))
function skip_to_value(s::SkipMissing, next)
    while next !== nothing
        value, state = next
        ismissing(value) || return (value, state)
        next = iterate(s.x, state)
    end
    nothing
end
show(io::IO, s::SkipMissing) = (print(io, "skipmissing("); show(io, s.x); print(io, ")"))
