# A linked list, a queue and a stack of mutable nodes.
mutable struct Node
    value
    next
end
mutable struct List
    head
    count::Int
end
List() = List(nothing, 0)
function add_front!(l::List, x)
    l.head = Node(x, l.head)
    l.count += 1
    l
end
function each(f, l::List)
    n = l.head
    while n !== nothing
        f(n.value)
        n = n.next
    end
end
function turn!(l::List)
    previous = nothing
    n = l.head
    while n !== nothing
        following = n.next
        n.next = previous
        previous = n
        n = following
    end
    l.head = previous
    l
end
l = List()
for x in Any[1, "two", 3.0, 'f']
    add_front!(l, x)
end
each(x -> print(x, " "), l)
println(l.count)
turn!(l)
each(println, l)
function total_numbers(l)
    t = 0.0
    each(x -> x isa Number && (t += x), l)
    t
end
println(total_numbers(l))
