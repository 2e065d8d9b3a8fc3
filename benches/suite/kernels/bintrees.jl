# Binary trees: allocation and collection.
struct Node
    left::Union{Node,Nothing}
    right::Union{Node,Nothing}
end

make(depth) = depth == 0 ? Node(nothing, nothing) : Node(make(depth - 1), make(depth - 1))

check(t::Node) = 1 + check(t.left) + check(t.right)
check(t::Nothing) = 0

function bintrees(n)
    total = check(make(n + 1))
    keep = make(n)
    for d in 4:2:n
        iters = 1 << (n - d + 4)
        for i in 1:iters
            total += check(make(d))
        end
    end
    return total + check(keep)
end

kernel(n) = bintrees(n)
