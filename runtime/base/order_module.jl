# The module Order: what sorts and searches can be told of the order of elements.
module Order
import Base
export Ordering, Forward, Reverse, By, Lt, Perm, ReverseOrdering, ForwardOrdering, lt, ord
const Ordering = Base.Ordering
const ForwardOrdering = Base.ForwardOrdering
const ReverseOrdering = Base.ReverseOrdering
const Forward = Base.Forward
const Reverse = Base.Reverse
const By = Base.By
const Lt = Base.Lt
const Perm = Base.Perm
const lt = Base.lt
ord(lt, by, rev, order=Forward) = Base.ordering_of(order, lt, by, rev)
end
