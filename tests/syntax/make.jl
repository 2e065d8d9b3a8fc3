# Writes the trees of snippets: runs in real Julia, so that no tree comes from Juliette.
# Usage (in the repository's root): JULIA tests/syntax/make.jl SEXPR.jl FILE...
#   JULIA     the oracle's `julia`
#   SEXPR.jl  the oracle's `sexpr.jl`, which prints trees
# Each FILE is a list of snippets: a line `>>>`, source, a line `===`, one tree a line or the one line `error`. Whatever
# stands after `===` is replaced. `operators.txt` is made anew from the tables below; in `unparse.txt` what `show` prints
# stands after `===`, and not the tree.
const sexpr, files = ARGS[1], ARGS[2:end]
empty!(ARGS)
include(joinpath(pwd(), sexpr))

tree_text(source) =
    try
        trees(source)
    catch err
        err isa Meta.ParseError || err isa StringIndexError || rethrow()
        "error\n"
    end

# What `show` makes of a tree, without the comments for line numbers.
shown(source) =
    replace(string(Base.remove_linenums!(Meta.parse(source))), r"#= none:\d+ =# " => "") * "\n"

function snippets(text)
    found = String[]
    for part in split(text, r"^>>>\n"m)[2:end]
        push!(found, String(split(part, r"^===\n"m)[1]))
    end
    return found
end

function write_snippets(file, sources)
    print_one = endswith(file, "unparse.txt") ? shown : tree_text
    open(file, "w") do io
        for source in sources
            print(io, ">>>\n", source, "===\n", print_one(source))
        end
    end
    println(file, ": ", length(sources), " snippets")
end

# One operator of each kind for pairs; more for single forms.
const infix = ["=", "+=", ".=", "~", "=>", "?", "-->", "→", "||", "&&", "<", "==", "<:", "in", "isa", "≤", "<|", "|>", ":", "..",
    "+", "-", "++", "∪", "*", "/", "∘", "//", "<<", "^", "↑", "::", "->", ".", "where", ".+", ".*", ".==", ".^"]
const more = ["-=", "*=", "/=", "//=", "\\=", "^=", "÷=", "%=", "<<=", ">>=", ">>>=", "|=", "&=", "⊻=", ".*=", ":=", "\$=", ".~",
    ".=>", "←", "⟶", "⇒", ">", ">=", "<=", "===", "!=", "!==", "≥", "≠", "≡", "≢", "∈", "∉", "∋", "⊆", "⊂", "≈", "∝", ">:",
    ".<", ".!=", ".∈", "|", "⊕", "⊖", "⊞", "±", "∓", "⊻", "∨", "⊔", "\$", "%", "÷", "&", "\\", "×", "⋅", "∩", "∧", "⊗", "⋆", "⊙",
    "⊼", ">>", ">>>", ".//", ".<<", "↓", "⇵", ".↑", "…", "⁝", "+₁", "*²", "^′", "≤′", "-̂", ".+ₐ", ".|>", ".<|", "⋯"]
const unary = ["+", "-", "!", "~", "¬", "√", "∛", "∜", "<:", ">:", "::", "&", "\$", ":", ".+", ".-", ".!", "'"]

apply(op, a, b) = op == "?" ? "$a ? $b : z" : op == "." ? "$a.$b" : "$a $op $b"

function operators()
    list = String[]
    for op in [infix; more]
        op == "?" && continue
        push!(list, apply(op, "a", "b"), apply(op, apply(op, "a", "b"), "c"), "f(" * apply(op, "a", "b") * ")")
        push!(list, "[" * apply(op, "a", "b") * " c]", "@m " * apply(op, "a", "b") * " c")
        occursin(r"^[a-z]+$", op) || push!(list, "a$(op)b", "[a $(op)b]", ":($op)", "$op(a, b)", "($op)(a)", "map($op, x)")
    end
    for a in infix, b in infix
        a == b || push!(list, apply(b, apply(a, "p", "q"), "r"))
    end
    for u in unary
        post = u == "'"
        one(x) = post ? x * u : u * x
        for x in ["a", "(a)", "(a, b)", "a(b)", "a.b", "a[1]", "2", "2x", "a'", "-b", "!b", "(a; b)", "(a...)", "(a=1)", "{a}(b)"]
            push!(list, one(x))
        end
        for op in infix
            push!(list, apply(op, one("a"), "b"))
            # Left out: `a ^ <:b` and `a :: ::b`, which nobody writes.
            op in ("^", "↑", ".^") && u in ("<:", ">:") && continue
            op == "::" && u in ("::", "&") && continue
            op in (".", "?") || push!(list, apply(op, "a", one("b")))
        end
        u in ("<:", ">:") || push!(list, "$u(a, b)^2")
        post || push!(list, "$u a", "($u)", "[a $(u)b]", "[a $u b]", "f($u)", "$u = 1", "$u(a) = b", "$u(a)^2")
    end
    unique!(list)
    return string.(list, "\n")
end

for file in files
    text = isfile(file) ? read(file, String) : ""
    if startswith(text, "# by hand") || endswith(file, "errors.txt")
        println(file, ": not touched")
    else
        write_snippets(file, endswith(file, "operators.txt") ? operators() : snippets(text))
    end
end
