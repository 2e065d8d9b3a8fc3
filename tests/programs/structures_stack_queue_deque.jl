# Stack, queue, ring buffer and deque over vectors.
struct Stack{T}
    items::Vector{T}
end
Stack{T}() where {T} = Stack(T[])
Base.push!(s::Stack, x) = (push!(s.items, x); s)
Base.pop!(s::Stack) = pop!(s.items)
Base.isempty(s::Stack) = isempty(s.items)
peek_top(s::Stack) = s.items[end]
function balanced(text)
    closing = Dict(')' => '(', ']' => '[', '}' => '{')
    s = Stack{Char}()
    for c in text
        if c in values(closing)
            push!(s, c)
        elseif haskey(closing, c)
            (isempty(s) || pop!(s) != closing[c]) && return false
        end
    end
    isempty(s)
end
for t in ("[]", "{ }", "[[", "{]", "([{}({}[])])", "(((185 + 223.85) * 15) - 543)/2", "][")
    println(rpad(t, 34), balanced(t))
end
mutable struct RingBuffer{T}
    slots::Vector{Union{T,Nothing}}
    head::Int
    count::Int
end
RingBuffer{T}(n::Int) where {T} = RingBuffer{T}(fill(nothing, n), 1, 0)
isfull(r::RingBuffer) = r.count == length(r.slots)
function Base.push!(r::RingBuffer, x; overwrite=false)
    if isfull(r)
        overwrite || error("buffer is full")
        r.head = mod1(r.head + 1, length(r.slots))
        r.count -= 1
    end
    r.slots[mod1(r.head + r.count, length(r.slots))] = x
    r.count += 1
    r
end
function Base.popfirst!(r::RingBuffer)
    r.count == 0 && error("buffer is empty")
    x = r.slots[r.head]
    r.head = mod1(r.head + 1, length(r.slots))
    r.count -= 1
    x
end
r = RingBuffer{Int}(3)
for i in 1:3
    push!(r, i)
end
try
    push!(r, 4)
catch e
    println(e.msg)
end
push!(r, 4, overwrite=true)
println(popfirst!(r), " ", popfirst!(r), " ", popfirst!(r), " ", r.count)
try
    popfirst!(r)
catch e
    println(e.msg)
end
d = Int[]
push!(d, 1); pushfirst!(d, 0); append!(d, [2, 3]); prepend!(d, [-2, -1]); insert!(d, 4, 99)
println(d, " ", popfirst!(d), " ", pop!(d), " ", d, " ", splice!(d, 3), " ", d, " ", deleteat!(d, 1), " ", first(d), last(d))
println(splice!(d, 2:3, [7, 8, 9]), " ", d, " ", reverse!(d), " ", empty!(d))
