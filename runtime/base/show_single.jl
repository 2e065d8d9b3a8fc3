# How single values are shown where there is room for a line about them: characters, functions, constants.

# The name of each category of code points, by its number.
const CATEGORY_NAMES = (
    "Other, not assigned",
    "Letter, uppercase",
    "Letter, lowercase",
    "Letter, titlecase",
    "Letter, modifier",
    "Letter, other",
    "Mark, nonspacing",
    "Mark, spacing combining",
    "Mark, enclosing",
    "Number, decimal digit",
    "Number, letter",
    "Number, other",
    "Punctuation, connector",
    "Punctuation, dash",
    "Punctuation, open",
    "Punctuation, close",
    "Punctuation, initial quote",
    "Punctuation, final quote",
    "Punctuation, other",
    "Symbol, math",
    "Symbol, currency",
    "Symbol, modifier",
    "Symbol, other",
    "Separator, space",
    "Separator, line",
    "Separator, paragraph",
    "Other, control",
    "Other, format",
    "Other, surrogate",
    "Other, private use",
    "Invalid, too high",
    "Malformed, bad data",
)
category_letters(code::Int) = code == 0 ? "Cn" : code == 30 ? "In" : code == 31 ? "Ma" : CATEGORY_LETTERS[2*code-1:2*code]
function show(io::IO, ::PlainText, c::Char)
    show(io, c)
    category = ismalformed(c) ? 31 : category_code(c)
    if ismalformed(c)
        print(io, ": Malformed UTF-8")
    else
        print(io, ": ", isascii(c) ? "ASCII/" : "", "Unicode U+", uppercase(string(codepoint(c), base=16, pad=4)))
    end
    print(io, " (category ", category_letters(category), ": ", CATEGORY_NAMES[category + 1], ")")
end

# How many methods Julia's own functions have is Julia's affair: only those of programs are counted.
function show(io::IO, ::PlainText, f::Function)
    function_module(f) === Base && throw(ArgumentError(string("the number of methods of `", nameof(f), "` is not known")))
    count = length(methods(f))
    print(io, f, " (generic function with ", count, count == 1 ? " method)" : " methods)")
end

function show(io::IO, ::PlainText, x::AbstractIrrational)
    get(io, :compact, false) === true ? print(io, x) : print(io, x, " = ", string(Float64(x))[1:15], "...")
end
