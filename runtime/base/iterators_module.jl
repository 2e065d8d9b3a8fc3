# The module Iterators: the names under which programs know the lazy iterators.
module Iterators
import Base
export enumerate, zip, rest, countfrom, take, drop, takewhile, dropwhile, cycle, repeated, product, flatten, flatmap, partition, nth
const filter = Base.iter_filter
const map = Base.iter_map
const take = Base.iter_take
const drop = Base.iter_drop
const takewhile = Base.iter_takewhile
const dropwhile = Base.iter_dropwhile
const repeated = Base.iter_repeated
const cycle = Base.iter_cycle
const countfrom = Base.iter_countfrom
const rest = Base.iter_rest
const peel = Base.iter_peel
const flatten = Base.iter_flatten
const flatmap = Base.iter_flatmap
const product = Base.iter_product
const partition = Base.iter_partition
const accumulate = Base.iter_accumulate_keywords
const reverse = Base.iter_reverse
const enumerate = Base.enumerate
const zip = Base.zip
const pairs = Base.pairs
const only = Base.only
const nth = Base.nth
const Stateful = Base.iter_stateful
const Reverse = Base.ReverseIterator
const Filter = Base.Filter
const Take = Base.Take
const Drop = Base.Drop
const TakeWhile = Base.TakeWhile
const DropWhile = Base.DropWhile
const Repeated = Base.Repeated
const Cycle = Base.Cycle
const Count = Base.Count
const Rest = Base.Rest
const Flatten = Base.Flatten
const PartitionIterator = Base.PartitionIterator
const Accumulate = Base.Accumulate
const Enumerate = Base.Enumerate
const Zip = Base.Zip
const ProductIterator = Base.ProductIterator
end
