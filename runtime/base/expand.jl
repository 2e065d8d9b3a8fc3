# Macro expansion: calls macros until none are left, then gives the names that they brought their meaning.
#
# What a macro returns belongs to the macro's module: a name in it that the result itself assigns or declares is a
# variable of its own, under a new name; any other name is a global of the macro's module; what stands in `esc(…)`
# belongs to where the macro was called. While macros are expanded, a result is marked with its module by
# `Expr(:hygienic_scope, result, module)`; the second pass (`resolve_names`) does away with the marks.

load_error(file::String, line::Int, error) = Core._new(LoadError, file, line, error)
LoadError(file::AbstractString, line::Integer, error) = Core._new(LoadError, file, Int64(line), error)
function showerror(io::IO, e::LoadError)
    print(io, "LoadError: ")
    showerror(io, e.error)
    print(io, "\nin expression starting at ", e.file, ":", e.line)
end

# The statement of a file: its text comes and goes as text.
expand_tree(m::Module, text::String) = write_tree(expand_all(read_tree(text, Array{Any, 1}(undef, 0)), m), false)

# The modules whose macros are being expanded, the innermost first.
struct MacroScope
    home::Module
    outer::Union{Nothing, MacroScope}
end

function expand_all(x, m::Module)
    expanded = expand_macros(x, MacroScope(m, nothing), m, true)
    resolve_names(expanded, nothing)
end

# The macros that the compiler knows by itself (src/lower/tree.rs has the same names).
function is_native_macro(name::Symbol)
    name === Symbol("@inbounds") || name === Symbol("@boundscheck") || name === Symbol("@inline") ||
        name === Symbol("@noinline") || name === Symbol("@_noinline_meta") || name === Symbol("@doc") ||
        name === Symbol("@int128_str") || name === Symbol("@uint128_str") || name === Symbol("@big_str") ||
        name === Symbol("@r_str") || name === Symbol("@s_str") || name === Symbol("@MIME_str") ||
        name === Symbol("@view") || name === Symbol("@views")
end
function native_macro_name(x)
    x isa Symbol && return x
    x isa GlobalRef && return x.name
    if x isa Expr && x.head === :. && length(x.args) == 2 && (x.args[1] === :Base || x.args[1] === :Core)
        name = x.args[2]
        name isa QuoteNode && name.value isa Symbol && return name.value
    end
    nothing
end

function expand_macros(x, scope::MacroScope, m::Module, recursive::Bool)
    x isa Expr || return x
    head = x.head
    if head === :macrocall
        return expand_call(x, scope, m, recursive)
    elseif head === :quote
        return Expr(:quote, expand_quoted(x.args[1], scope, m, 1))
    elseif head === :hygienic_scope
        return Expr(:hygienic_scope, expand_macros(x.args[1], MacroScope(x.args[2], scope), m, recursive), x.args[2])
    elseif head === :escape
        outer = scope.outer
        return Expr(:escape, expand_macros(x.args[1], outer === nothing ? scope : outer, m, recursive))
    elseif head === :module || head === :inert || head === :toplevel || head === :meta
        return x
    elseif head === :macro
        return expand_macros(macro_function(x), scope, m, recursive)
    end
    args = Array{Any, 1}(undef, length(x.args))
    for i in 1:length(args)
        args[i] = expand_macros(x.args[i], scope, m, recursive)
    end
    expr_of(head, args)
end

# Macros in what a quotation interpolates are called when the quotation is made.
function expand_quoted(x, scope::MacroScope, m::Module, depth::Int)
    x isa Expr || return x
    if x.head === :$
        depth == 1 && return Expr(:$, expand_interpolated(x.args[1], scope, m))
        depth -= 1
    elseif x.head === :quote
        depth += 1
    end
    args = Array{Any, 1}(undef, length(x.args))
    for i in 1:length(args)
        args[i] = expand_quoted(x.args[i], scope, m, depth)
    end
    expr_of(x.head, args)
end
expand_interpolated(x, scope::MacroScope, m::Module) = expand_macros(x, scope, m, true)

# `macro m(x) … end` is a function with two more arguments.
function macro_function(x::Expr)
    length(x.args) == 1 && return Expr(:function, macro_name(x.args[1]))
    Expr(:function, macro_signature(x.args[1]), x.args[2])
end
macro_name(name::Symbol) = Symbol(string("@", name))
macro_name(name) = name isa Expr && name.head === :escape ? Expr(:escape, macro_name(name.args[1])) : name
function macro_signature(x)
    (x isa Expr) || error("this is no macro's signature")
    x.head === :escape && return Expr(:escape, macro_signature(x.args[1]))
    args = copy(x.args)
    if x.head === :call
        args[1] = macro_name(args[1])
        at = length(args) > 1 && args[2] isa Expr && args[2].head === :parameters ? 3 : 2
        insert!(args, at, Expr(:(::), :__module__, GlobalRef(Core, :Module)))
        insert!(args, at, Expr(:(::), :__source__, GlobalRef(Core, :LineNumberNode)))
    else
        args[1] = macro_signature(args[1])
    end
    expr_of(x.head, args)
end

# The macro that a name means, or an error as Julia has it.
function find_macro(name, scope::MacroScope)
    if name isa Symbol
        if !Core.is_global_defined(scope.home, name)
            is_known_macro(name) && refuse_macro(name)
            throw(UndefVarError(name))
        end
        return Core.module_global(scope.home, name)
    elseif name isa GlobalRef
        return Core.module_global(name.mod, name.name)
    elseif name isa Expr && name.head === :. && length(name.args) == 2
        home = find_module(name.args[1], scope)
        inner = name.args[2]
        return Core.module_global(home, inner isa QuoteNode ? inner.value : inner)
    elseif name isa Expr && name.head === :escape
        outer = scope.outer
        return find_macro(name.args[1], outer === nothing ? scope : outer)
    elseif name isa Function
        return name
    end
    error("this is no macro's name")
end
function find_module(name, scope::MacroScope)
    name isa Module && return name
    name isa Symbol && return Core.module_global(scope.home, name)::Module
    name isa GlobalRef && return Core.module_global(name.mod, name.name)::Module
    if name isa Expr && name.head === :. && length(name.args) == 2
        return Core.module_global(find_module(name.args[1], scope), name.args[2].value)::Module
    end
    error("this is no module's name")
end

function expand_call(x::Expr, scope::MacroScope, m::Module, recursive::Bool)
    name = x.args[1]
    native = native_macro_name(name)
    if native isa Symbol && is_native_macro(native)
        args = Array{Any, 1}(undef, length(x.args))
        for i in 1:length(args)
            args[i] = i < 3 ? x.args[i] : expand_macros(x.args[i], scope, m, recursive)
        end
        return expr_of(:macrocall, args)
    end
    line = x.args[2]
    source = line isa LineNumberNode ? line : LineNumberNode(0, nothing)
    given = Array{Any, 1}(undef, 0)
    push!(given, source)
    push!(given, m)
    for i in 3:length(x.args)
        push!(given, x.args[i])
    end
    home = m
    result = nothing
    try
        f = find_macro(name, scope)
        home = function_module(f)
        result = f(given...)
    catch e
        e isa LoadError && rethrow()
        throw(LoadError(line_file(source), source.line, e))
    end
    if result isa Expr
        if result.head === :escape
            outer = scope.outer
            return recursive ? expand_macros(result, MacroScope(home, scope), m, true) : result
        end
        marked = Expr(:hygienic_scope, result, home)
        return recursive ? expand_macros(marked, scope, m, true) : marked
    elseif result isa Symbol
        return Expr(:hygienic_scope, result, home)
    end
    result
end
function_module(f) = Core.function_module(f)

# Names. A scope knows the module of its names, the variables that it renames, and the scope that called the macro.
mutable struct NameScope
    home::Module
    old::Vector{Symbol}
    new::Vector{Symbol}
    outer::Union{Nothing, NameScope}
end
function renamed(scope::NameScope, name::Symbol)
    i = length(scope.old)
    while i > 0
        scope.old[i] === name && return scope.new[i]
        i -= 1
    end
    nothing
end
function add_name!(scope::NameScope, name::Symbol, new::Symbol)
    push!(scope.old, name)
    push!(scope.new, new)
    nothing
end
# New variables of a part of the tree; those that the scope has already keep their names.
function inner_scope(scope::NameScope, fresh::Vector{Symbol}, kept::Vector{Symbol})
    inner = NameScope(scope.home, copy(scope.old), copy(scope.new), scope.outer)
    for name in fresh
        is_special_name(name) || add_name!(inner, name, fresh_name(name))
    end
    for name in kept
        add_name!(inner, name, name)
    end
    inner
end
function fresh_name(name::Symbol)
    gensyms.next += 1
    Symbol(string("#", gensyms.next, "#", name))
end
function is_special_name(name::Symbol)
    name === :end || name === :begin || name === :ccall || name === :new || name === Symbol("_") || is_dotted(name) || is_macro_name(name)
end
function is_dotted(name::Symbol)
    text = String(name)
    ncodeunits(text) > 1 && codeunit_at(text, 1) == 0x2e && codeunit_at(text, 2) != 0x2e || text == "..."
end
is_macro_name(name::Symbol) = (text = String(name); ncodeunits(text) > 1 && codeunit_at(text, 1) == 0x40)
no_names() = Array{Symbol, 1}(undef, 0)

# Outside of any macro's result names are left alone.
function resolve_names(x, ::Nothing)
    x isa Expr || return x
    x.head === :hygienic_scope && return resolve_result(x, nothing)
    x.head === :escape && return resolve_names(x.args[1], nothing)
    x.head === :inert && return x
    args = Array{Any, 1}(undef, length(x.args))
    for i in 1:length(args)
        args[i] = resolve_names(x.args[i], nothing)
    end
    expr_of(x.head, args)
end
function resolve_result(x::Expr, outer)
    scope = NameScope(x.args[2], no_names(), no_names(), outer)
    inside = x.args[1]
    found = no_names()
    assigned_names!(found, inside, true)
    resolve_names(inside, inner_scope(scope, without_globals(found, inside), no_names()))
end
function without_globals(found::Vector{Symbol}, x)
    globals = no_names()
    declared_globals!(globals, x)
    length(globals) == 0 && return found
    rest = no_names()
    for name in found
        has_name(globals, name) || push!(rest, name)
    end
    rest
end
function has_name(names::Vector{Symbol}, name::Symbol)
    for other in names
        other === name && return true
    end
    false
end
add_found!(found::Vector{Symbol}, name) = (name isa Symbol && !has_name(found, name) && push!(found, name); nothing)

function declared_globals!(found::Vector{Symbol}, x)
    x isa Expr || return nothing
    head = x.head
    (head === :escape || head === :hygienic_scope || head === :quote || head === :inert) && return nothing
    if head === :global
        for arg in x.args
            add_found!(found, target_name(arg))
        end
    end
    for arg in x.args
        declared_globals!(found, arg)
    end
end

is_call_like(x) = x isa Expr && (x.head === :call || ((x.head === :where || x.head === :(::)) && length(x.args) > 0 && is_call_like(x.args[1])))
is_definition(x::Expr) = x.head === :function || x.head === :-> || (x.head === :(=) && is_call_like(x.args[1]))

# The variable that the left side of an assignment names.
function target_name(x)
    x isa Symbol && return x
    x isa Expr || return nothing
    (x.head === :(::) && length(x.args) == 2 || x.head === :(=) || x.head === :kw || x.head === :... || x.head === :outer) && return target_name(x.args[1])
    nothing
end
function target_names!(found::Vector{Symbol}, x)
    if x isa Expr && (x.head === :tuple || x.head === :parameters)
        for arg in x.args
            target_names!(found, arg)
        end
    elseif x isa Expr && x.head === :... || x isa Expr && x.head === :(::)
        target_names!(found, x.args[1])
    else
        add_found!(found, target_name(x))
    end
    nothing
end

# The names that a tree assigns or declares, functions inside it not looked into.
function assigned_names!(found::Vector{Symbol}, x, outermost::Bool)
    x isa Expr || return nothing
    head = x.head
    if head === :escape || head === :hygienic_scope || head === :quote || head === :inert || head === :macrocall ||
       head === :struct || head === :abstract || head === :module || head === :import || head === :using
        return nothing
    end
    if is_definition(x)
        # At top level the function becomes the module's; elsewhere its name is a variable.
        if !outermost && head !== :->
            name = definition_name(x.args[1])
            add_found!(found, name)
        end
        return nothing
    elseif head === :do
        assigned_names!(found, x.args[1], false)
        return nothing
    elseif head === :(=)
        target_names!(found, x.args[1])
        assigned_names!(found, x.args[1], false)
        assigned_names!(found, x.args[2], false)
        return nothing
    elseif head === :local
        for arg in x.args
            target_names!(found, arg isa Expr && arg.head === :(=) ? arg.args[1] : arg)
        end
    elseif head === :tuple || head === :parameters || head === :kw || head === :call
        for arg in x.args
            if arg isa Expr && (arg.head === :(=) || arg.head === :kw)
                assigned_names!(found, arg.args[2], false)
            else
                assigned_names!(found, arg, false)
            end
        end
        return nothing
    elseif head === :try
        x.args[2] isa Symbol && add_found!(found, x.args[2])
    elseif head === :const
        outermost || nothing
    end
    top = outermost && head === :block
    for arg in x.args
        assigned_names!(found, arg, top)
    end
    nothing
end
function definition_name(x)
    x isa Symbol && return x
    x isa Expr && (x.head === :call || x.head === :where || x.head === :(::) || x.head === :curly) && return definition_name(x.args[1])
    nothing
end

function resolve_symbol(name::Symbol, scope::NameScope)
    new = renamed(scope, name)
    new === nothing || return new
    is_special_name(name) && return name
    GlobalRef(scope.home, name)
end
unescaped(x) = x isa Expr && x.head === :escape ? x.args[1] : x

function resolve_names(x, scope::NameScope)
    x isa Symbol && return resolve_symbol(x, scope)
    x isa Expr || return x
    head = x.head
    if head === :escape
        return resolve_names(x.args[1], scope.outer)
    elseif head === :hygienic_scope
        return resolve_result(x, scope)
    elseif head === :quote
        return Expr(:quote, resolve_quoted(x.args[1], scope, 1))
    elseif head === :inert || head === :module || head === :meta || head === :toplevel && false
        return x
    elseif head === :import || head === :using || head === :export || head === :public
        return strip_escapes(x)
    elseif head === :global
        return resolve_global(x, scope)
    elseif is_definition(x)
        return resolve_definition(x, scope)
    elseif head === :let
        return resolve_let(x, scope)
    elseif head === :struct
        return resolve_struct(x, scope)
    elseif head === :abstract || head === :primitive
        args = copy(x.args)
        args[1] = resolve_type_header(args[1], inner_scope(scope, no_names(), header_names(args[1])))
        return expr_of(head, args)
    elseif head === :kw
        return Expr(:kw, key_name(x.args[1], scope), resolve_names(x.args[2], scope))
    elseif head === :tuple || head === :parameters || head === :call && false
        return resolve_tuple(x, scope)
    elseif head === :where
        inner = inner_scope(scope, static_names(x), no_names())
        args = Array{Any, 1}(undef, length(x.args))
        for i in 1:length(args)
            args[i] = resolve_names(x.args[i], inner)
        end
        return expr_of(:where, args)
    elseif head === :macrocall
        args = copy(x.args)
        for i in 3:length(args)
            args[i] = resolve_names(args[i], scope)
        end
        args[1] isa Symbol && is_native_macro(args[1]) && (args[1] = GlobalRef(Base, args[1]))
        return expr_of(:macrocall, args)
    elseif head === :symboliclabel || head === :symbolicgoto
        return Expr(head, label_name(x.args[1], scope))
    elseif head === :ref || head === :. && length(x.args) == 2
        args = copy(x.args)
        for i in 1:length(args)
            (head === :. && i == 2 && args[2] isa QuoteNode) || (args[i] = resolve_names(args[i], scope))
        end
        return expr_of(head, args)
    end
    args = Array{Any, 1}(undef, length(x.args))
    for i in 1:length(args)
        args[i] = resolve_names(x.args[i], scope)
    end
    expr_of(head, args)
end
# A label belongs to one expansion.
function label_name(x, scope::NameScope)
    x isa Symbol || return resolve_label_escape(x, scope)
    key = Symbol(string("label ", x))
    found = renamed(scope, key)
    found === nothing || return found
    x
end
resolve_label_escape(x, scope::NameScope) = x isa Expr && x.head === :escape ? x.args[1] : x

function resolve_quoted(x, scope, depth::Int)
    x isa Expr || return x
    if x.head === :$
        depth == 1 && return Expr(:$, resolve_interpolated(x.args[1], scope))
        depth -= 1
    elseif x.head === :quote
        depth += 1
    end
    args = Array{Any, 1}(undef, length(x.args))
    for i in 1:length(args)
        args[i] = resolve_quoted(x.args[i], scope, depth)
    end
    expr_of(x.head, args)
end
function resolve_interpolated(x, scope)
    x isa Expr && x.head === :... ? Expr(:..., resolve_names(x.args[1], scope)) : resolve_names(x, scope)
end
function strip_escapes(x)
    x isa Expr || return x
    (x.head === :escape || x.head === :hygienic_scope) && return strip_escapes(x.args[1])
    args = Array{Any, 1}(undef, length(x.args))
    for i in 1:length(args)
        args[i] = strip_escapes(x.args[i])
    end
    expr_of(x.head, args)
end
key_name(x, scope::NameScope) = x isa Symbol ? x : (x isa Expr && x.head === :(::)) ? Expr(:(::), key_name(x.args[1], scope), resolve_names(x.args[2], scope)) : resolve_names(x, scope)
function resolve_tuple(x::Expr, scope::NameScope)
    args = Array{Any, 1}(undef, length(x.args))
    for i in 1:length(args)
        arg = x.args[i]
        if arg isa Expr && (arg.head === :(=) || arg.head === :kw)
            args[i] = Expr(arg.head, key_name(arg.args[1], scope), resolve_names(arg.args[2], scope))
        else
            args[i] = resolve_names(arg, scope)
        end
    end
    expr_of(x.head, args)
end
function resolve_global(x::Expr, scope::NameScope)
    args = Array{Any, 1}(undef, length(x.args))
    for i in 1:length(args)
        arg = x.args[i]
        if arg isa Expr && arg.head === :(=)
            args[i] = Expr(:(=), arg.args[1] isa Symbol ? arg.args[1] : resolve_names(arg.args[1], scope), resolve_names(arg.args[2], scope))
        else
            args[i] = arg isa Symbol ? arg : resolve_names(arg, scope)
        end
    end
    expr_of(:global, args)
end
function resolve_let(x::Expr, scope::NameScope)
    found = no_names()
    bindings = x.args[1]
    if bindings isa Expr && bindings.head === :block
        for binding in bindings.args
            let_names!(found, binding)
        end
    else
        let_names!(found, bindings)
    end
    inner = inner_scope(scope, found, no_names())
    # What a binding is given belongs to the scope outside, if there is only one.
    if bindings isa Expr && bindings.head === :(=) && !is_call_like(bindings.args[1])
        first = Expr(:(=), resolve_names(bindings.args[1], inner), resolve_names(bindings.args[2], scope))
        return Expr(:let, first, resolve_names(x.args[2], inner))
    end
    Expr(:let, resolve_names(bindings, inner), resolve_names(x.args[2], inner))
end
function let_names!(found::Vector{Symbol}, binding)
    if binding isa Expr && binding.head === :(=)
        is_call_like(binding.args[1]) ? add_found!(found, definition_name(binding.args[1])) : target_names!(found, binding.args[1])
    else
        add_found!(found, target_name(binding))
    end
    nothing
end

# Functions: arguments and what the body assigns are variables of their own; keywords keep their names.
function static_names(x)
    found = no_names()
    while x isa Expr && (x.head === :where || x.head === :(::))
        if x.head === :where
            for i in 2:length(x.args)
                add_found!(found, static_name(x.args[i]))
            end
        end
        x = x.args[1]
    end
    found
end
function static_name(x)
    x isa Symbol && return x
    x isa Expr || return nothing
    (x.head === :<: || x.head === :>:) && return static_name(x.args[1])
    x.head === :comparison && return static_name(x.args[3])
    nothing
end
function argument_names!(fresh::Vector{Symbol}, kept::Vector{Symbol}, args::Vector{Any}, from::Int)
    for i in from:length(args)
        arg = args[i]
        if arg isa Expr && arg.head === :parameters
            for keyword in arg.args
                add_found!(kept, argument_name(keyword))
            end
        elseif arg isa Expr && (arg.head === :tuple)
            target_names!(fresh, arg)
        elseif arg isa Expr && (arg.head === :kw || arg.head === :(=)) && arg.args[1] isa Expr && arg.args[1].head === :tuple
            target_names!(fresh, arg.args[1])
        else
            add_found!(fresh, argument_name(arg))
        end
    end
    nothing
end
function argument_name(x)
    x isa Symbol && return x
    x isa Expr || return nothing
    if x.head === :kw || x.head === :(=) || x.head === :... || x.head === :(::) && length(x.args) == 2
        return argument_name(x.args[1])
    elseif x.head === :macrocall && length(x.args) == 3
        return argument_name(x.args[3])
    end
    nothing
end
function resolve_definition(x::Expr, scope::NameScope)
    length(x.args) == 1 && return Expr(x.head, resolve_names(x.args[1], scope))
    signature = x.args[1]
    fresh = static_names(signature)
    kept = no_names()
    call = signature
    while call isa Expr && (call.head === :where || (call.head === :(::) && length(call.args) == 2 && call.args[1] isa Expr && x.head !== :->))
        call = call.args[1]
    end
    if call isa Expr && call.head === :call
        argument_names!(fresh, kept, call.args, 2)
    elseif call isa Expr && (call.head === :tuple || call.head === :block)
        argument_names!(fresh, kept, call.args, 1)
    else
        add_found!(fresh, argument_name(call))
    end
    body = x.args[2]
    assigned = no_names()
    assigned_names!(assigned, body, false)
    for name in without_globals(assigned, body)
        renamed(scope, name) === nothing && !has_name(kept, name) && add_found!(fresh, name)
    end
    inner = inner_scope(scope, fresh, kept)
    Expr(x.head, resolve_signature(signature, scope, inner), resolve_names(body, inner))
end
function resolve_signature(x, scope::NameScope, inner::NameScope)
    x isa Expr || return resolve_names(x, inner)
    if x.head === :where || (x.head === :(::) && length(x.args) == 2)
        args = Array{Any, 1}(undef, length(x.args))
        args[1] = resolve_signature(x.args[1], scope, inner)
        for i in 2:length(args)
            args[i] = resolve_names(x.args[i], inner)
        end
        return expr_of(x.head, args)
    elseif x.head === :call
        args = Array{Any, 1}(undef, length(x.args))
        name = x.args[1]
        # The function's own name is not one of its variables.
        args[1] = resolve_names(name, name isa Symbol ? scope : inner)
        for i in 2:length(args)
            arg = x.args[i]
            if arg isa Expr && (arg.head === :kw || arg.head === :(=))
                args[i] = Expr(:kw, resolve_names(arg.args[1], inner), resolve_names(arg.args[2], inner))
            else
                args[i] = resolve_names(arg, inner)
            end
        end
        return expr_of(:call, args)
    end
    resolve_names(x, inner)
end

# Types keep their names, and those of their parameters and fields.
function header_names(x)
    found = no_names()
    x = unescaped(x)
    if x isa Expr && x.head === :<:
        x = unescaped(x.args[1])
    end
    if x isa Expr && x.head === :curly
        add_found!(found, x.args[1])
        for i in 2:length(x.args)
            add_found!(found, static_name(x.args[i]))
        end
    else
        add_found!(found, x)
    end
    found
end
resolve_type_header(x, scope::NameScope) = x isa Symbol ? x : resolve_names(x, scope)
function resolve_struct(x::Expr, scope::NameScope)
    inner = inner_scope(scope, no_names(), header_names(x.args[2]))
    body = x.args[3]
    members = Array{Any, 1}(undef, length(body.args))
    for i in 1:length(members)
        member = body.args[i]
        members[i] = resolve_member(member, inner)
    end
    Expr(:struct, x.args[1], resolve_type_header(x.args[2], inner), expr_of(body.head, members))
end
function resolve_member(x, scope::NameScope)
    x isa Symbol && return x
    x isa Expr || return x
    if x.head === :(::) && length(x.args) == 2
        return Expr(:(::), x.args[1] isa Symbol ? x.args[1] : resolve_names(x.args[1], scope), resolve_names(x.args[2], scope))
    elseif x.head === :const || x.head === :block
        args = Array{Any, 1}(undef, length(x.args))
        for i in 1:length(args)
            args[i] = resolve_member(x.args[i], scope)
        end
        return expr_of(x.head, args)
    elseif x.head === :(=) && !is_call_like(x.args[1])
        return Expr(:(=), resolve_member(x.args[1], scope), resolve_names(x.args[2], scope))
    end
    resolve_names(x, scope)
end

# One step, or all of them, for the program to look at.
macroexpand(m::Module, x) = expand_all(x, m)
function macroexpand_once(m::Module, x)
    expanded = x isa Expr && x.head === :macrocall ? expand_call(x, MacroScope(m, nothing), m, false) : x
    resolve_names(expanded, nothing)
end

# Macros that Julia has and that are missing here are refused by name; an undefined macro is an error of the program.
const known_macros1 = " @generated @fastmath @ccall @cfunction @threadcall @async @sync @task @spawn @threads @lock @atomic "
const known_macros2 = " @atomicswap @atomicreplace @allocations @timev @which @edit @less @functionloc @code_lowered "
const known_macros3 = " @code_typed @code_warntype @code_llvm @code_native @deprecate @invoke @polly "
const known_macros4 = " @html_str @text_str @cmd @pure @assume_effects @constprop @opaque "
const known_macros5 = " @logmsg @Kwargs "
const known_macros6 = " @irrational @inferred @test_nowarn @test_logs @test_warn @test_deprecated @spawnat @distributed @main "
function is_known_macro(name::Symbol)
    wanted = string(" ", name, " ")
    mentions(known_macros1, wanted) ||
        mentions(known_macros2, wanted) ||
        mentions(known_macros3, wanted) ||
        mentions(known_macros4, wanted) ||
        mentions(known_macros5, wanted) ||
        mentions(known_macros6, wanted)
end
function mentions(text::String, wanted::String)
    Core.runtime(:bytes_find, Int64, Core.string_data(text), sizeof(text), Core.string_data(wanted), sizeof(wanted), 0) >= 0
end
refuse_macro(name::Symbol) = Core.eval_tree(Main, write_tree(Expr(:macrocall, GlobalRef(Base, name), nothing), false))
