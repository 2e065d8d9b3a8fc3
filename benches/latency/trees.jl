# Objects that refer to objects.
struct Leaf end
struct Node
    left::Union{Leaf, Node}
    right::Union{Leaf, Node}
end
grow(depth) = depth == 0 ? Node(Leaf(), Leaf()) : Node(grow(depth - 1), grow(depth - 1))
weigh(::Leaf) = 0
weigh(node::Node) = 1 + weigh(node.left) + weigh(node.right)
kernel(n) = sum(weigh(grow(3)) for _ in 1:n)
