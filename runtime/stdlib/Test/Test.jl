# The standard library's `Test`: macros that check, test sets that count, and the summary of the outermost one.
module Test

export @test, @test_throws, @testset, @test_broken, @test_skip
export TestSetException

# What an expression under test came to: a value with the operands that it was compared from, or an exception.
struct Outcome
    value::Any
    operator::Any
    operands::Vector{Any}
    negated::Bool
end
struct Threw
    error::Any
end

abstract type Result end
struct Pass <: Result
    kind::Symbol
    code::Any
    data::Any
    value::Any
    source::Any
end
struct Fail <: Result
    kind::Symbol
    code::Any
    data::Any
    value::Any
    source::LineNumberNode
end
struct Error <: Result
    kind::Symbol
    code::Any
    error::Any
    source::LineNumberNode
end
struct Broken <: Result
    kind::Symbol
    code::Any
end

Base.show(io::IO, t::Pass) = print(io, "Test Passed")
function Base.show(io::IO, t::Broken)
    print(io, "Test Broken\n")
    print(io, t.kind === :skipped ? "  Skipped: " : "  Expression: ", t.code)
end
place(source::LineNumberNode) = string(Base.line_file(source), ":", source.line)
function Base.show(io::IO, t::Fail)
    print(io, "Test Failed at ", place(t.source), "\n  Expression: ", t.code)
    if t.kind === :throws_wrong
        print(io, "\n    Expected: ", t.data, "\n      Thrown: ", t.value)
    elseif t.kind === :throws_message
        print(io, "\n    Expected: ", t.data, "\n     Message: ", t.value)
    elseif t.kind === :throws_nothing
        print(io, "\n    Expected: ", t.data, "\n  No exception thrown")
    elseif t.data !== nothing
        print(io, "\n   Evaluated: ", t.data)
    end
    println(io)
end
function Base.show(io::IO, t::Error)
    print(io, "Error During Test at ", place(t.source))
    if t.kind === :outside
        print(io, "\n  Got exception outside of a @test")
    elseif t.kind === :unbroken
        print(io, "\n Unexpected Pass\n Expression: ", t.code, "\n Got correct result, please change to @test if no longer broken.\n")
        return nothing
    elseif t.kind === :nonbool
        print(io, "\n  Expression evaluated to non-Boolean\n  Expression: ", t.code, "\n       Value: ", t.error)
        println(io)
        return nothing
    else
        print(io, "\n  Test threw exception\n  Expression: ", t.code)
    end
    print(io, "\n")
    indented(io, sprint(showerror, t.error))
    println(io)
end
function indented(io::IO, text::String)
    print(io, "  ")
    for c in text
        print(io, c)
        c == '\n' && print(io, "  ")
    end
end

# Test sets, the innermost last.
mutable struct DefaultTestSet
    description::String
    results::Vector{Any}
    passes::Int
    troubled::Bool
    verbose::Bool
    started::Float64
    ended::Float64
end
const active = Any[]
struct TestSetException <: Exception
    pass::Int
    fail::Int
    error::Int
    broken::Int
end
function Base.showerror(io::IO, e::TestSetException)
    print(io, "Some tests did not pass: ", e.pass, " passed, ", e.fail, " failed, ", e.error, " errored, ", e.broken, " broken.")
end
struct FallbackTestSetException <: Exception
    msg::String
end
Base.showerror(io::IO, e::FallbackTestSetException) = print(io, e.msg)

function open_testset(description, verbose::Bool)
    ts = DefaultTestSet(string(description), Any[], 0, false, verbose, time(), 0.0)
    push!(active, ts)
    ts
end
function close_testset(ts::DefaultTestSet)
    pop!(active)
    ts.ended = time()
    if length(active) > 0
        parent = active[length(active)]::DefaultTestSet
        push!(parent.results, ts)
        ts.troubled && (parent.troubled = true)
        return ts
    end
    print_summary(ts)
    counts = count_results(ts)
    if counts[2] + counts[3] > 0
        throw(TestSetException(counts[1], counts[2], counts[3], counts[4]))
    end
    ts
end

function record(t)
    if length(active) == 0
        if t isa Fail || t isa Error
            println(stdout, t)
            throw(FallbackTestSetException("There was an error during testing"))
        end
        return t
    end
    ts = active[length(active)]::DefaultTestSet
    if t isa Pass
        ts.passes += 1
    elseif t isa Broken
        push!(ts.results, t)
    else
        push!(ts.results, t)
        ts.troubled = true
        print(stdout, ts.description, ": ")
        print(stdout, t)
        println(stdout)
    end
    t
end

# Passed, failed, errored, broken, those of inner test sets included.
function count_results(ts::DefaultTestSet)
    passed, failed, errored, broken = ts.passes, 0, 0, 0
    for result in ts.results
        if result isa Fail
            failed += 1
        elseif result isa Error
            errored += 1
        elseif result isa Broken
            broken += 1
        elseif result isa DefaultTestSet
            inner = count_results(result)
            passed += inner[1]
            failed += inner[2]
            errored += inner[3]
            broken += inner[4]
        end
    end
    (passed, failed, errored, broken)
end

# The summary: a column for each kind of result that occurs, and the time.
digits_of(n::Int) = n > 0 ? ncodeunits(string(n)) : 0
column_width(title::String, n::Int) = n > 0 ? max(ncodeunits(title), digits_of(n)) : 0
function padded_left(text::String, width::Int)
    string(repeat(" ", max(0, width - length(text))), text)
end
padded_right(text::String, width::Int) = string(text, repeat(" ", max(0, width - length(text))))
function alignment(ts::DefaultTestSet, depth::Int)
    width = 2 * depth + length(ts.description)
    (ts.troubled || ts.verbose) || return width
    for result in ts.results
        result isa DefaultTestSet && (width = max(width, alignment(result, depth + 1)))
    end
    width
end
function duration(ts::DefaultTestSet)
    seconds = ts.ended - ts.started
    seconds < 60 && return string(Core.runtime(:string_fixed, String, seconds, 1), "s")
    minutes = Core.fptosi(Int64, seconds / 60)
    rest = Core.runtime(:string_fixed, String, seconds - 60 * minutes, 1)
    string(minutes, "m", padded_zero(rest), "s")
end
padded_zero(text::String) = ncodeunits(text) < 4 ? string("0", text) : text
function print_summary(ts::DefaultTestSet)
    passed, failed, errored, broken = count_results(ts)
    total = passed + failed + errored + broken
    widths = (column_width("Pass", passed), column_width("Fail", failed), column_width("Error", errored),
              column_width("Broken", broken), max(5, digits_of(total)), max(4, length(duration(ts))))
    align = max(alignment(ts, 0), length("Test Summary:"))
    print(stdout, padded_right("Test Summary:", align), " | ")
    widths[1] > 0 && print(stdout, padded_left("Pass", widths[1]), "  ")
    widths[2] > 0 && print(stdout, padded_left("Fail", widths[2]), "  ")
    widths[3] > 0 && print(stdout, padded_left("Error", widths[3]), "  ")
    widths[4] > 0 && print(stdout, padded_left("Broken", widths[4]), "  ")
    println(stdout, padded_left("Total", widths[5]), "  ", padded_left("Time", widths[6]))
    print_counts(ts, 0, align, widths)
end
function print_count(n::Int, width::Int)
    width > 0 && print(stdout, padded_left(n > 0 ? string(n) : "", width), "  ")
    nothing
end
function print_counts(ts::DefaultTestSet, depth::Int, align::Int, widths)
    passed, failed, errored, broken = count_results(ts)
    total = passed + failed + errored + broken
    print(stdout, padded_right(string(repeat("  ", depth), ts.description), align), " | ")
    print_count(passed, widths[1])
    print_count(failed, widths[2])
    print_count(errored, widths[3])
    print_count(broken, widths[4])
    print(stdout, padded_left(total > 0 ? string(total) : "None", widths[5]), "  ")
    println(stdout, padded_left(duration(ts), widths[6]))
    if passed + broken != total || ts.verbose
        for result in ts.results
            result isa DefaultTestSet && print_counts(result, depth + 1, align, widths)
        end
    end
    nothing
end

# The code that was compared, with the values in the places of the operands.
shown_operand(x::Union{Symbol, Expr}) = QuoteNode(x)
shown_operand(x) = x
function evaluated(outcome::Outcome)
    outcome.operator === nothing && return nothing
    if outcome.operator isa Vector
        parts = Any[]
        for i in 1:length(outcome.operands)
            i > 1 && push!(parts, outcome.operator[i - 1])
            push!(parts, shown_operand(outcome.operands[i]))
        end
        return Base.expr_of(:comparison, parts)
    end
    parts = Any[outcome.operator]
    for operand in outcome.operands
        push!(parts, shown_operand(operand))
    end
    call = Base.expr_of(:call, parts)
    outcome.negated ? Expr(:call, :!, call) : call
end

function record_test(outcome, code, source::LineNumberNode)
    if outcome isa Threw
        record(Error(:test, code, outcome.error, source))
    elseif outcome.value === true
        record(Pass(:test, code, nothing, true, source))
    elseif outcome.value === false
        data = evaluated(outcome)
        record(Fail(:test, code, data === nothing || string(data) == string(code) ? nothing : data, false, source))
    else
        record(Error(:nonbool, code, outcome.value, source))
    end
end
function record_broken(outcome, code, source::LineNumberNode)
    if outcome isa Outcome && outcome.value === true
        record(Error(:unbroken, code, nothing, source))
    else
        record(Broken(:test, code))
    end
end
function record_throws(outcome, code, expected, expected_code, source::LineNumberNode)
    outcome isa Threw || return record(Fail(:throws_nothing, code, shown_expected(expected, expected_code), nothing, source))
    error = outcome.error
    error isa LoadError && !(expected === LoadError) && (error = error.error)
    if expected isa Type
        error isa expected && return record(Pass(:throws, code, expected, error, source))
        return record(Fail(:throws_wrong, code, expected, typeof(error), source))
    elseif expected isa String
        message = sprint(showerror, error)
        contains_text(message, expected) && return record(Pass(:throws, code, expected, error, source))
        return record(Fail(:throws_message, code, repr(expected), repr(message), source))
    elseif expected isa Function
        expected(sprint(showerror, error)) === true && return record(Pass(:throws, code, expected, error, source))
        return record(Fail(:throws_message, code, "< match function >", repr(sprint(showerror, error)), source))
    end
    same_exception(expected, error) && return record(Pass(:throws, code, expected, error, source))
    record(Fail(:throws_wrong, code, expected, error, source))
end
shown_expected(expected, code) = expected isa String ? repr(expected) : expected
function same_exception(a, b)
    typeof(a) === typeof(b) || return false
    for i in 1:nfields(a)
        isdefined(a, i) == isdefined(b, i) || return false
        isdefined(a, i) && (isequal(getfield(a, i), getfield(b, i)) || return false)
    end
    true
end
function contains_text(text::String, wanted::String)
    Core.runtime(:bytes_find, Int64, Core.string_data(text), sizeof(text), Core.string_data(wanted), sizeof(wanted), 0) >= 0
end
record_exception(error, source::LineNumberNode) = record(Error(:outside, nothing, error, source))

# An operator is a name that is no identifier, or one of those that are written between operands.
function is_comparison(name)
    name isa Symbol && (name === :isa || name === :in || Base.isoperator(name))
end
has_splat(args) = any(arg -> arg isa Expr && (arg.head === :... || arg.head === :parameters || arg.head === :kw), args)

# Code that makes the `Outcome` of an expression.
function outcome_code(code)
    if code isa Expr && code.head === :call && length(code.args) == 2 && code.args[1] === :! && is_plain_call(code.args[2])
        return call_code(code.args[2], true)
    elseif code isa Expr && code.head === :call && length(code.args) == 3 && is_comparison(code.args[1]) && !has_splat(code.args)
        return call_code(code, false)
    elseif code isa Expr && code.head === :comparison
        return comparison_code(code)
    elseif is_plain_call(code)
        return call_code(code, false)
    end
    :(Outcome($(esc(code)), nothing, Any[], false))
end
function is_plain_call(code)
    code isa Expr && code.head === :call && !has_splat(code.args) && code.args[1] isa Symbol && !Base.is_dotted(code.args[1]) &&
        length(code.args) > 1
end
function call_code(code::Expr, negated::Bool)
    block = Expr(:block)
    names = Any[]
    for i in 2:length(code.args)
        name = gensym(:operand)
        push!(names, name)
        push!(block.args, Expr(:(=), name, esc(code.args[i])))
    end
    call = Expr(:call, esc(code.args[1]), names...)
    call = negated ? :(!$call) : call
    push!(block.args, :(Outcome($call, $(QuoteNode(code.args[1])), Any[$(names...)], $negated)))
    Expr(:let, Expr(:block), block)
end
function comparison_code(code::Expr)
    block = Expr(:block)
    names = Any[]
    operators = Any[]
    chain = Any[]
    for i in 1:length(code.args)
        if isodd(i)
            name = gensym(:operand)
            push!(names, name)
            push!(chain, name)
            push!(block.args, Expr(:(=), name, esc(code.args[i])))
        else
            push!(operators, QuoteNode(code.args[i]))
            push!(chain, esc(code.args[i]))
        end
    end
    push!(block.args, :(Outcome($(Expr(:comparison, chain...)), Any[$(operators...)], Any[$(names...)], false)))
    Expr(:let, Expr(:block), block)
end
# `@test a ≈ b atol = 0.1` passes the keywords on.
function with_keywords(code, keywords)
    code isa Expr && code.head === :call || error("invalid test macro call: @test $code does not accept keyword arguments")
    given = Any[]
    for keyword in keywords
        keyword isa Expr && keyword.head === :(=) || error("invalid test macro call: @test $code $keyword")
        push!(given, Expr(:kw, keyword.args[1], keyword.args[2]))
    end
    Expr(:call, code.args[1], Expr(:parameters, given...), code.args[2:end]...)
end
# The options `broken` and `skip` are taken out.
function take_option(keywords, name::Symbol)
    for keyword in keywords
        keyword isa Expr && keyword.head === :(=) && keyword.args[1] === name && return keyword.args[2]
    end
    nothing
end

macro test(code, keywords...)
    broken = take_option(keywords, :broken)
    skip = take_option(keywords, :skip)
    keywords = filter_options(keywords)
    length(keywords) > 0 && (code = with_keywords(code, keywords))
    shown = QuoteNode(code)
    attempt = quote
        try
            $(outcome_code(code))
        catch error
            Threw(error)
        end
    end
    check = :(record_test($attempt, $shown, $(QuoteNode(__source__))))
    if broken !== nothing
        check = Expr(:if, esc(broken), :(record_broken($attempt, $shown, $(QuoteNode(__source__)))), check)
    end
    if skip !== nothing
        check = Expr(:if, esc(skip), :(record(Broken(:skipped, $shown))), check)
    end
    check
end
function filter_options(keywords)
    rest = Any[]
    for keyword in keywords
        keyword isa Expr && keyword.head === :(=) && (keyword.args[1] === :broken || keyword.args[1] === :skip) && continue
        push!(rest, keyword)
    end
    rest
end
macro test_broken(code, keywords...)
    length(keywords) > 0 && (code = with_keywords(code, keywords))
    quote
        record_broken(
            try
                $(outcome_code(code))
            catch error
                Threw(error)
            end, $(QuoteNode(code)), $(QuoteNode(__source__)))
    end
end
macro test_skip(code, keywords...)
    :(record(Broken(:skipped, $(QuoteNode(code)))))
end
macro test_throws(expected, code)
    quote
        record_throws(
            try
                Outcome($(esc(code)), nothing, Any[], false)
            catch error
                Threw(error)
            end, $(QuoteNode(code)), $(esc(expected)), $(QuoteNode(expected)), $(QuoteNode(__source__)))
    end
end

macro testset(args...)
    length(args) == 0 && error("No arguments to @testset")
    body = args[length(args)]
    description = nothing
    verbose = false
    for i in 1:length(args)-1
        arg = args[i]
        if arg isa String || arg isa Expr && arg.head === :string
            description = esc(arg)
        elseif arg isa Expr && arg.head === :(=)
            arg.args[1] === :verbose && (verbose = esc(arg.args[2]))
        elseif arg isa Symbol || arg isa Expr
            Base.refuse_macro(Symbol("@testset"))
        end
    end
    if body isa Expr && body.head === :for
        return loop_code(description, verbose, body, __source__)
    end
    body isa Expr && (body.head === :block || body.head === :call || body.head === :let) ||
        error("Expected function call, begin/end block or for loop as argument to @testset")
    if description === nothing
        description = body.head === :call ? string(body.args[1]) : "test set"
    end
    testset_code(description, verbose, body, __source__)
end
function testset_code(description, verbose, body, source)
    quote
        local ts = open_testset($description, $verbose)
        local generator = Base.begin_seeded()
        try
            let
                $(esc(body))
            end
        catch error
            record_exception(error, $(QuoteNode(source)))
        end
        Base.end_seeded(generator)
        close_testset(ts)
    end
end
function loop_code(description, verbose, body, source)
    loops = body.args[1]
    loops = loops.head === :block ? loops.args : Any[loops]
    if description === nothing
        parts = Any[]
        for i in 1:length(loops)
            name = loops[i].args[1]
            push!(parts, string(i > 1 ? ", " : "", name, " = "))
            push!(parts, esc(name))
        end
        description = Expr(:string, parts...)
    end
    inner = testset_code(description, verbose, body.args[2], source)
    quote
        local all = Any[]
        $(Expr(:for, esc(body.args[1]), :(push!(all, $inner))))
        all
    end
end

end
