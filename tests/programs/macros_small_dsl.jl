# Small languages made by macros: unless, until, a pipeline, tables, assertions with values, memoized definitions.
macro unless(condition, body)
    return :(if !$(esc(condition))
        $(esc(body))
    end)
end
macro until(condition, body)
    quote
        while !$(esc(condition))
            $(esc(body))
        end
    end
end
x = 3
@unless x > 5 println("x is small")
@until x > 5 begin
    global x += 1
end
println(x)

macro pipe(start, steps...)
    code = esc(start)
    for s in steps
        if s isa Expr && s.head === :call
            code = Expr(:call, esc(s.args[1]), code, map(esc, s.args[2:end])...)
        else
            code = Expr(:call, esc(s), code)
        end
    end
    return code
end
println(@pipe [3, 1, 2] sort reverse join(", "))
println(@pipe 16 sqrt round(digits = 1))

macro check(condition)
    text = string(condition)
    if condition isa Expr && condition.head === :call && length(condition.args) == 3
        op, a, b = condition.args
        return quote
            left, right = $(esc(a)), $(esc(b))
            result = $(esc(op))(left, right)
            println($text, result ? " holds" : " fails: $left and $right")
            result
        end
    end
    return :(println($text, $(esc(condition)) ? " holds" : " fails"))
end
y = 10
@check y == 2 * 5
@check y < x
@check isodd(y)

macro table(rows...)
    entries = map(rows) do row
        row isa Expr && row.head === :call && row.args[1] === :(=>) || error("a row is key => value, not $row")
        :(($(QuoteNode(row.args[2])), $(esc(row.args[3]))))
    end
    return :([$(entries...)])
end
foreach(println, @table(a => 1, b => 1 + 1, c => "three"))

macro memo(definition)
    definition.head in (:function, :(=)) || error("@memo wants a function")
    signature, body = definition.args
    name, arg = signature.args[1], signature.args[2]
    cache = gensym("cache")
    return esc(quote
        const $cache = Dict{Any,Any}()
        function $name($arg)
            haskey($cache, $arg) && return $cache[$arg]
            result = $body
            $cache[$arg] = result
            return result
        end
    end)
end
@memo steps(n) = n == 1 ? 0 : 1 + steps(iseven(n) ? n ÷ 2 : 3n + 1)
println([steps(n) for n in (1, 7, 27, 97)])
@memo function ways(n)
    n < 0 ? 0 : n == 0 ? 1 : sum(ways(n - k) for k in 1:3)
end
println(ways(10), " ", ways(30))

macro swap!(a, b)
    a, b = esc(a), esc(b)
    :(($a, $b) = ($b, $a))
end
p, q = 1, 2
@swap! p q
v = [1, 2, 3]
@swap! v[1] v[3]
println(p, q, v)

macro fields(T)
    quote
        for (name, type) in zip(fieldnames($(esc(T))), fieldtypes($(esc(T))))
            println(rpad(name, 8), type)
        end
    end
end
struct Particle
    mass::Float64
    charge::Int
    label::Symbol
end
@fields Particle

macro getters(T, names...)
    Expr(:block, [:($(esc(n))(object::$(esc(T))) = getfield(object, $(QuoteNode(n)))) for n in names]...)
end
@getters Particle mass charge
println(mass(Particle(1.5, -1, :e)), " ", charge(Particle(1.5, -1, :e)))

macro repeat_expr(n::Int, ex)
    Expr(:block, fill(esc(ex), n)...)
end
count_calls = Ref(0)
@repeat_expr 4 count_calls[] += 1
println(count_calls[])

macro name_of(ex)
    QuoteNode(ex isa Symbol ? ex : ex.head)
end
println(@name_of(foo), " ", @name_of(a + b), " ", @name_of(a[1]), " ", @name_of(x -> y))
macro with_default(ex, default)
    quote
        value = $(esc(ex))
        value === nothing ? $(esc(default)) : value
    end
end
value = 5
println(@with_default(nothing, value), " ", @with_default(value + 1, 0))
hygienic = @macroexpand @swap! a b
println(hygienic.head, " ", @macroexpand(@unless true 1) isa Expr)
macro csv_str(text)
    split(text, ',')
end
string_macro = csv"a,b,c"
println(string_macro)
