# Functions made of functions.

struct ComposedFunction{O, I} <: Function
    outer::O
    inner::I
end
(c::ComposedFunction)(x...; keywords...) = c.outer(c.inner(x...; keywords...))
∘(f) = f
∘(f, g) = ComposedFunction{typeof(f), typeof(g)}(f, g)
∘(f::Type, g) = ComposedFunction{Type{f}, typeof(g)}(f, g)
∘(f, g::Type) = ComposedFunction{typeof(f), Type{g}}(f, g)
∘(f::Type, g::Type) = ComposedFunction{Type{f}, Type{g}}(f, g)
∘(f, g, h, rest...) = ∘(f ∘ g, h, rest...)
!(f::Function) = (!) ∘ f
!(f::ComposedFunction{typeof(!)}) = f.inner
show(io::IO, c::ComposedFunction) = (show_part(io, c.outer); print(io, " ∘ "); show_part(io, c.inner))
show(io::IO, c::ComposedFunction{typeof(!)}) = (print(io, "!"); show_part(io, c.inner))
show_part(io, f) = show(io, f)
show_part(io, f::ComposedFunction) = (print(io, "("); show(io, f); print(io, ")"))

struct Splat{F} <: Function
    f::F
end
(s::Splat)(args) = s.f(args...)
splat(f) = Splat{typeof(f)}(f)
show(io::IO, s::Splat) = (print(io, "splat("); show(io, s.f); print(io, ")"))

struct Returns{V} <: Function
    value::V
end
(r::Returns)(args...; keywords...) = r.value
