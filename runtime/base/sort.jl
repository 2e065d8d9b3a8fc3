# Sorting: stable, by merging sorted runs; short runs by insertion.

abstract type Ordering end
struct ForwardOrdering <: Ordering end
struct ReverseOrdering{Fwd<:Ordering} <: Ordering
    fwd::Fwd
end
struct By{T, O} <: Ordering
    by::T
    order::O
end
struct Lt{T} <: Ordering
    lt::T
end
struct Perm{O<:Ordering, V<:AbstractVector} <: Ordering
    order::O
    data::V
end
const Forward = ForwardOrdering()
const Reverse = ReverseOrdering{ForwardOrdering}(Forward)
precedes(::ForwardOrdering, a, b) = isless(a, b)
precedes(o::ReverseOrdering, a, b) = precedes(o.fwd, b, a)
precedes(o::By, a, b) = precedes(o.order, o.by(a), o.by(b))
precedes(o::Lt, a, b) = o.lt(a, b)
# Positions are ordered by what is there, and where that is equal by themselves.
function precedes(o::Perm, i, j)
    @inbounds a = o.data[i]
    @inbounds b = o.data[j]
    precedes(o.order, a, b) || (!precedes(o.order, b, a) && i < j)
end
By(by) = By(by, Forward)
for T in (Ordering, ForwardOrdering, ReverseOrdering, By, Lt, Perm)
    Core.set_home(T, :var"Base.Order")
end
lt(o::Ordering, a, b) = precedes(o, a, b)
reverse_ordering(o::Ordering) = ReverseOrdering{typeof(o)}(o)
reverse_ordering(o::ReverseOrdering) = o.fwd

# The ordering that the arguments of a sort ask for.
ordering_of(order, lt, by, rev) = oriented(order_by(order_lt(order, lt), by), rev)
order_lt(order, ::typeof(isless)) = order
order_lt(order, lt) = Lt(lt)
order_by(order, ::typeof(identity)) = order
order_by(order, by) = By(by, order)
oriented(order, rev) = rev === true ? reverse_ordering(order) : order

# Runs of at most 20 elements are sorted by insertion, then merged pairwise through a second array.
function sort_vector!(a::AbstractVector, from::Int, to::Int, o::Ordering)
    n = to - from + 1
    n <= 1 && return a
    if n <= 20
        return sort_by_insertion!(a, from, to, o)
    end
    is_ordered(a, from, to, o) && return a
    merge_sort!(a, similar(a, n), from, to, o)
    a
end
function is_ordered(a, from::Int, to::Int, o)
    @inbounds for i in from+1:to
        precedes(o, a[i], a[i-1]) && return false
    end
    true
end
function sort_by_insertion!(a, from::Int, to::Int, o)
    @inbounds for i in from+1:to
        x = a[i]
        j = i
        while j > from && precedes(o, x, a[j-1])
            a[j] = a[j-1]
            j -= 1
        end
        a[j] = x
    end
    a
end
function merge_sort!(a, spare, from::Int, to::Int, o)
    if to - from < 20
        sort_by_insertion!(a, from, to, o)
        return nothing
    end
    middle = (from + to) >> 1
    merge_sort!(a, spare, from, middle, o)
    merge_sort!(a, spare, middle + 1, to, o)
    @inbounds precedes(o, a[middle+1], a[middle]) || return nothing
    merge_runs!(a, spare, from, middle, to, o)
    nothing
end
function merge_runs!(a, spare, from::Int, middle::Int, to::Int, o)
    n = middle - from + 1
    @inbounds for k in 1:n
        spare[k] = a[from+k-1]
    end
    i = 1
    j = middle + 1
    at = from
    @inbounds while i <= n && j <= to
        y = a[j]
        x = spare[i]
        if precedes(o, y, x)
            a[at] = y
            j += 1
        else
            a[at] = x
            i += 1
        end
        at += 1
    end
    @inbounds while i <= n
        a[at] = spare[i]
        i += 1
        at += 1
    end
    nothing
end

sort_with!(a::AbstractVector, o::Ordering) = sort_vector!(a, 1, length(a), o)
function sort!(a::AbstractVector; alg=DefaultStable, lt=isless, by=identity, rev=false, order=Forward)
    sort_with!(a, ordering_of(order, lt, by, rev))
end
function sort(a::AbstractVector; alg=DefaultStable, lt=isless, by=identity, rev=false, order=Forward)
    sort_with!(copymutable(a), ordering_of(order, lt, by, rev))
end
function sort(xs; alg=DefaultStable, lt=isless, by=identity, rev=false, order=Forward)
    sort_with!(collect(xs), ordering_of(order, lt, by, rev))
end
function sort(t::Tuple; lt=isless, by=identity, rev=false, order=Forward)
    (sort_with!(collect(t), ordering_of(order, lt, by, rev))...,)
end
@noinline sort(s::AbstractString; keywords...) = throw(ArgumentError("sort(::AbstractString) is not supported"))
# Along a dimension every line of an array is sorted by itself.
function sort(a::AbstractMatrix; dims, alg=DefaultStable, lt=isless, by=identity, rev=false, order=Forward)
    sort!(copymutable(a); dims=dims, lt=lt, by=by, rev=rev, order=order)
end
function sort!(a::AbstractMatrix; dims, alg=DefaultStable, lt=isless, by=identity, rev=false, order=Forward)
    o = ordering_of(order, lt, by, rev)
    for k in 1:size(a, 3 - dims)
        line = dims == 1 ? a[:, k] : a[k, :]
        sort_with!(line, o)
        for i in 1:length(line)
            dims == 1 ? (a[i, k] = line[i]) : (a[k, i] = line[i])
        end
    end
    a
end
# Whole rows, or columns, as the things to sort.
function sortslices(a::AbstractMatrix; dims, lt=isless, by=identity, rev=false, order=Forward)
    lines = [dims == 1 ? a[k, :] : a[:, k] for k in 1:size(a, dims)]
    p = sortperm(lines; lt=lt, by=by, rev=rev, order=order)
    dims == 1 ? a[p, :] : a[:, p]
end

function permutation_with(a::AbstractVector, o::Ordering)
    sort_with!(collect(1:length(a)), Perm(o, a))
end
sortperm(a::AbstractUnitRange) = 1:length(a)
sortperm(a::AbstractRange) = step(a) < zero(step(a)) ? (length(a):-1:1) : (1:1:length(a))
function sortperm(a::AbstractVector; alg=DefaultStable, lt=isless, by=identity, rev=false, order=Forward, initialized=false)
    permutation_with(a, ordering_of(order, lt, by, rev))
end
function sortperm!(out::AbstractVector, a::AbstractVector; alg=DefaultStable, lt=isless, by=identity, rev=false, order=Forward)
    copyto!(out, permutation_with(a, ordering_of(order, lt, by, rev)))
end
invperm(p::AbstractVector) = inverse_permutation(p)
function inverse_permutation(p)
    n = length(p)
    q = zeros(Int, n)
    for (i, j) in enumerate(p)
        1 <= j <= n && q[j] == 0 || throw(ArgumentError("argument is not a permutation"))
        q[j] = i
    end
    q
end
invperm(p::Tuple) = (inverse_permutation(collect(p))...,)
function isperm(p)
    n = length(p)
    seen = fill(false, n)
    for j in p
        (1 <= j <= n && !seen[j]) || return false
        seen[j] = true
    end
    true
end
permute!(a::AbstractVector, p::AbstractVector) = copyto!(a, a[p])
invpermute!(a::AbstractVector, p::AbstractVector) = copyto!(a, a[inverse_permutation(p)])

function is_sorted_with(xs, o::Ordering)
    next = iterate(xs)
    next === nothing && return true
    x, state = next
    next = iterate(xs, state)
    while next !== nothing
        y, state = next
        precedes(o, y, x) && return false
        x = y
        next = iterate(xs, state)
    end
    true
end
issorted(xs; lt=isless, by=identity, rev=false, order=Forward) = is_sorted_with(xs, ordering_of(order, lt, by, rev))

# Only as much as asked for needs to be in its place; here everything is.
function partialsort!(a::AbstractVector, k::Union{Integer, OrdinalRange}; lt=isless, by=identity, rev=false, order=Forward)
    sort_with!(a, ordering_of(order, lt, by, rev))
    k isa Integer ? a[k] : view(a, k)
end
function partialsort(a::AbstractVector, k::Union{Integer, OrdinalRange}; lt=isless, by=identity, rev=false, order=Forward)
    partialsort!(copymutable(a), k; lt=lt, by=by, rev=rev, order=order)
end
function partialsortperm(a::AbstractVector, k::Union{Integer, OrdinalRange}; lt=isless, by=identity, rev=false, order=Forward)
    p = permutation_with(a, ordering_of(order, lt, by, rev))
    k isa Integer ? p[k] : view(p, k)
end

# Places in a sorted vector.
function first_not_before(a, x, o::Ordering)
    low, high = 0, length(a) + 1
    while low < high - 1
        middle = (low + high) >>> 1
        if precedes(o, a[middle], x)
            low = middle
        else
            high = middle
        end
    end
    high
end
function last_not_after(a, x, o::Ordering)
    low, high = 0, length(a) + 1
    while low < high - 1
        middle = (low + high) >>> 1
        if precedes(o, x, a[middle])
            high = middle
        else
            low = middle
        end
    end
    low
end
searchsortedfirst(a, x; lt=isless, by=identity, rev=false, order=Forward) = first_not_before(a, x, ordering_of(order, lt, by, rev))
searchsortedlast(a, x; lt=isless, by=identity, rev=false, order=Forward) = last_not_after(a, x, ordering_of(order, lt, by, rev))
function searchsorted(a, x; lt=isless, by=identity, rev=false, order=Forward)
    o = ordering_of(order, lt, by, rev)
    first_not_before(a, x, o):last_not_after(a, x, o)
end
searchsortedfirst(a::AbstractVector, x, o::Ordering) = first_not_before(a, x, o)
searchsortedlast(a::AbstractVector, x, o::Ordering) = last_not_after(a, x, o)
searchsorted(a::AbstractVector, x, o::Ordering) = first_not_before(a, x, o):last_not_after(a, x, o)
function insorted(x, a; lt=isless, by=identity, rev=false, order=Forward)
    !isempty(searchsorted(a, x; lt=lt, by=by, rev=rev, order=order))
end

# Names of algorithms; all sort stably here.
abstract type Algorithm end
struct InsertionSortAlg <: Algorithm end
struct QuickSortAlg <: Algorithm end
struct MergeSortAlg <: Algorithm end
const InsertionSort = InsertionSortAlg()
const QuickSort = QuickSortAlg()
const MergeSort = MergeSortAlg()
const DefaultStable = MergeSort
