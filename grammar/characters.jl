# Writes src/syntax/characters.rs: which characters begin and continue names, and which are operators of which
# precedence, asked of real Julia, together with the operators that Julia 1.10 added.
# Usage (in the repository's root, with the oracle installed): julia grammar/characters.jl > src/syntax/characters.rs
function ranges(test)
    found = Tuple{UInt32,UInt32}[]
    for c in 0x80:0x10ffff
        0xd800 <= c <= 0xdfff && continue
        test(Char(c)) || continue
        if !isempty(found) && found[end][2] == c - 1
            found[end] = (found[end][1], c)
        else
            push!(found, (c, c))
        end
    end
    return found
end

function table(name, doc, found)
    println("/// ", doc)
    println("#[rustfmt::skip]")
    println("pub(crate) const ", name, ": &[(u32, u32)] = &[")
    line = "   "
    for (from, to) in found
        item = string(" (0x", string(from, base = 16), ", 0x", string(to, base = 16), "),")
        if length(line) + length(item) > 108
            println(line)
            line = "   "
        end
        line *= item
    end
    println(line)
    println("];\n")
end

println("//! Tables of characters, written by `grammar/characters.jl` from real Julia: do not edit.\n")
println("use crate::raw::Prec::{self, *};\n")
table("NAME_START", "Characters beyond ASCII that can begin a name.", ranges(Base.is_id_start_char))
table("NAME_CONTINUE", "Characters beyond ASCII that can follow in a name.", ranges(Base.is_id_char))

classes = Dict(1 => "Assign", 4 => "Arrow", 7 => "Comparison", 10 => "Range", 11 => "Plus", 12 => "Times", 15 => "Power")
operators = Tuple{Char,String}[]
for c in 0x80:0x2fff
    p = Base.operator_precedence(Symbol(Char(c)))
    p > 0 && push!(operators, (Char(c), classes[p]))
end
for c in "↻↺↶↷⇠⇢⇚⇛⇌⇋⇉⇇⇆⇄⇁⇀↽↼↬↫↪↩↝↜⇝⇜￪￫￬￩"
    any(o -> o[1] == c, operators) || push!(operators, (c, c in "￪￬" ? "Power" : "Arrow"))
end
for (c, class) in (('⟂', "Comparison"), ('⫪', "Comparison"), ('⫫', "Comparison"), ('¦', "Plus"), ('⌿', "Times"), ('−', "Plus"), ('⭁', "Arrow"))
    any(o -> o[1] == c, operators) || push!(operators, (c, class))
end
sort!(operators)
println("/// Operators of one character beyond ASCII, in order.")
println("#[rustfmt::skip]")
println("pub(crate) const OPERATORS: &[(char, Prec)] = &[")
let line = "   "
    for (c, class) in operators
        item = string(" ('", c, "', ", class, "),")
        if length(line) + length(item) > 108
            println(line)
            line = "   "
        end
        line *= item
    end
    println(line)
end
println("];")
