# Code as data: formulas as expressions, differentiated and simplified by rules, then compiled by `eval`.
differentiate(x::Number, by) = 0
differentiate(x::Symbol, by) = x == by ? 1 : 0
function differentiate(formula::Expr, by)
    operation, arguments = formula.args[1], formula.args[2:end]
    slopes = [differentiate(argument, by) for argument in arguments]
    if operation == :+
        return Expr(:call, :+, slopes...)
    elseif operation == :- && length(arguments) == 1
        return :(-$(slopes[1]))
    elseif operation == :-
        return :($(slopes[1]) - $(slopes[2]))
    elseif operation == :* && length(arguments) > 2
        rest = Expr(:call, :*, arguments[2:end]...)
        return differentiate(:($(arguments[1]) * $rest), by)
    elseif operation == :*
        a, b = arguments
        return :($(slopes[1]) * $b + $a * $(slopes[2]))
    elseif operation == :/
        a, b = arguments
        return :(($(slopes[1]) * $b - $a * $(slopes[2])) / $b^2)
    elseif operation == :^
        a, n = arguments
        return :($n * $a^$(n - 1) * $(slopes[1]))
    elseif operation == :sin
        return :(cos($(arguments[1])) * $(slopes[1]))
    elseif operation == :cos
        return :(-sin($(arguments[1])) * $(slopes[1]))
    elseif operation == :exp
        return :(exp($(arguments[1])) * $(slopes[1]))
    end
    error("no rule for ", operation)
end

simplify(x) = x
function simplify(formula::Expr)
    operation = formula.args[1]
    arguments = Any[simplify(argument) for argument in formula.args[2:end]]
    if all(argument -> argument isa Number, arguments) && operation in (:+, :-, :*, :^)
        return getfield(Base, operation)(arguments...)
    end
    if operation == :+
        arguments = filter(argument -> argument != 0, arguments)
        isempty(arguments) && return 0
        length(arguments) == 1 && return arguments[1]
    elseif operation == :* 
        any(argument -> argument == 0, arguments) && return 0
        arguments = filter(argument -> argument != 1, arguments)
        isempty(arguments) && return 1
        length(arguments) == 1 && return arguments[1]
    elseif operation == :- && length(arguments) == 2 && arguments[2] == 0
        return arguments[1]
    elseif operation == :^ && arguments[2] == 1
        return arguments[1]
    elseif operation == :^ && arguments[2] == 0
        return 1
    end
    return Expr(:call, operation, arguments...)
end

derivative(formula, by=:x) = simplify(differentiate(formula, by))

# A macro that makes a function and its derivative of one formula, when the program is compiled.
macro with_derivative(definition)
    name, formula = definition.args[1].args[1], definition.args[2]
    formula = formula isa Expr && formula.head == :block ? formula.args[end] : formula
    derived = Symbol(name, "_slope")
    quote
        $(esc(name))($(esc(:x))) = $(esc(formula))
        $(esc(derived))($(esc(:x))) = $(esc(derivative(formula)))
    end
end

for formula in (:(x^3 + 2 * x), :(sin(x) * exp(x)), :((x + 1) / (x^2 + 1)), :(cos(x^2)), :(3 * x * x))
    println("(", formula, ")' = ", derivative(formula))
end

@with_derivative wave(x) = sin(x) * exp(-x)
println("wave(1) = ", round(wave(1.0), digits=8), ", its slope = ", round(wave_slope(1.0), digits=8))
step = 1.0e-6
println("by differences:              ", round((wave(1.0 + step) - wave(1.0 - step)) / (2 * step), digits=6))
