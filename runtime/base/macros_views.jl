# Macros about indexing and calling: `@view`, `@views`, `@evalpoly`, `@invokelatest`; loops over threads, of which there
# is one.

macro view(code)
    code isa Expr && code.head === :ref || throw(ArgumentError("Invalid use of @view macro: argument must be a reference expression A[...]."))
    esc(view_of(code, GlobalRef(Base, :view)))
end
macro views(code)
    esc(with_views(code))
end

# `a[i, end]` as a call, with what `begin` and `end` mean written out.
function view_of(code::Expr, callee)
    array = code.args[1]
    indices = code.args[2:length(code.args)]
    if !mentions_end(indices)
        return Expr(:call, callee, array, indices...)
    end
    name = array isa Symbol ? array : gensym(:array)
    replaced = Any[]
    for i in 1:length(indices)
        push!(replaced, without_end(indices[i], name, i, length(indices)))
    end
    call = Expr(:call, callee, name, replaced...)
    array isa Symbol ? call : Expr(:let, Expr(:(=), name, array), call)
end
mentions_end(x) = x === :end || x === :begin
mentions_end(x::Expr) = x.head !== :ref && x.head !== :quote && mentions_end(x.args) || x.head === :ref && mentions_end(x.args[1])
function mentions_end(all::Vector{Any})
    for x in all
        mentions_end(x) && return true
    end
    false
end
function without_end(x, array, i::Int, n::Int)
    if x === :end || x === :begin
        f = GlobalRef(Base, x === :end ? :lastindex : :firstindex)
        return n == 1 ? Expr(:call, f, array) : Expr(:call, f, array, i)
    end
    x isa Expr || return x
    x.head === :quote && return x
    args = Any[]
    for k in 1:length(x.args)
        push!(args, x.head === :ref && k > 1 ? x.args[k] : without_end(x.args[k], array, i, n))
    end
    expr_of(x.head, args)
end

# Every slice in the code becomes a view, but for those that are assigned.
with_views(x) = x
function with_views(x::Expr)
    head = x.head
    head === :quote && return x
    if head === :ref
        args = Any[]
        for arg in x.args
            push!(args, with_views(arg))
        end
        return view_of(expr_of(:ref, args), GlobalRef(Base, :maybe_view))
    end
    text = String(head)
    is_update = ncodeunits(text) > 1 && codeunit_at(text, ncodeunits(text)) == 0x3d && head !== :(==) && head !== :<= && head !== :>= && head !== :!=
    args = Any[]
    for i in 1:length(x.args)
        arg = x.args[i]
        if i == 1 && (head === :(=) || is_update) && arg isa Expr && arg.head === :ref
            target = Any[]
            for part in arg.args
                push!(target, with_views(part))
            end
            push!(args, expr_of(:ref, target))
        else
            push!(args, with_views(arg))
        end
    end
    expr_of(head, args)
end
maybe_view(a, indices...) = getindex(a, indices...)
maybe_view(a::AbstractArray, indices...) = only_numbers(indices...) ? getindex(a, indices...) : view(a, indices...)
only_numbers() = true
only_numbers(i, rest...) = i isa Number && only_numbers(rest...)

macro evalpoly(x, coefficients...)
    :(evalpoly($(esc(x)), $(Expr(:tuple, map(esc, coefficients)...))))
end

invokelatest(f, args...) = f(args...)
macro invokelatest(code)
    code isa Expr && code.head === :call || error("expected a call: f(args...)")
    esc(Expr(:call, GlobalRef(Base, :invokelatest), code.args...))
end
macro propagate_inbounds(definition)
    esc(definition)
end
macro showtime(code)
    :(@time $(source_text(code)) $(esc(code)))
end
# Horner's rule, from the last coefficient down.
function evalpoly(x, coefficients)
    i = length(coefficients)
    value = coefficients[i]
    while i > 1
        i -= 1
        value = muladd(x, value, coefficients[i])
    end
    value
end
