# The standard library's `InteractiveUtils`: which method a call reaches, and its code at each stage. The stages are
# Juliette's own: what they print is not what Julia prints.
module InteractiveUtils

import Base: subtypes, supertypes
export @which, @code_lowered, @code_typed, @code_warntype, @code_llvm, @code_native
export code_warntype, code_llvm, code_native, subtypes, supertypes, methodswith

# The text of some stage of a function's methods; it is shown as it is.
struct CodeText
    text::String
end
Base.show(io::IO, code::CodeText) = print(io, code.text)
Base.print(io::IO, code::CodeText) = write(io, chomp(code.text))

text_of(stage, f, types) = CodeText(Base.code_text(stage, f, types))
code_lowered(f, types) = text_of(:lowered, f, types)
code_typed(f, types) = text_of(:typed, f, types)
code_warntype(io::IO, f, types) = print(io, Base.code_text(:typed, f, types))
code_llvm(io::IO, f, types) = print(io, Base.code_text(:llvm, f, types))
code_native(io::IO, f, types) = print(io, Base.code_text(:asm, f, types))
code_warntype(f, types) = code_warntype(stdout, f, types)
code_llvm(f, types) = code_llvm(stdout, f, types)
code_native(f, types) = code_native(stdout, f, types)

# The function and the tuple of the arguments of a call, an index or a field.
function parts_of_call(name, code)
    code isa Expr || error("expression is not a function call, or is too complex for ", name, " to analyze; break it down to simpler parts if possible")
    if code.head === :call && !any(is_unplain, code.args)
        return code.args[1], code.args[2:end]
    elseif code.head === :ref && !any(is_unplain, code.args)
        return GlobalRef(Base, :getindex), code.args
    elseif code.head === :. && code.args[2] isa QuoteNode
        return GlobalRef(Base, :getproperty), code.args
    end
    error("expression is not a function call, or is too complex for ", name, " to analyze; break it down to simpler parts if possible")
end
is_unplain(x) = x isa Expr && x.head in (:parameters, :kw, :...)

function query(name, asked, code)
    f, args = parts_of_call(name, code)
    types = Expr(:call, GlobalRef(Base, :map_types), Expr(:tuple, map(esc, args)...))
    Expr(:call, asked, f isa GlobalRef ? f : esc(f), types)
end

macro which(code)
    query("@which", GlobalRef(Base, :which), code)
end
macro code_lowered(code)
    query("@code_lowered", GlobalRef(InteractiveUtils, :code_lowered), code)
end
macro code_typed(code)
    query("@code_typed", GlobalRef(InteractiveUtils, :code_typed), code)
end
macro code_warntype(code)
    query("@code_warntype", GlobalRef(InteractiveUtils, :code_warntype), code)
end
macro code_llvm(code)
    query("@code_llvm", GlobalRef(InteractiveUtils, :code_llvm), code)
end
macro code_native(code)
    query("@code_native", GlobalRef(InteractiveUtils, :code_native), code)
end

# The methods of a function that take a value of a type.
methodswith(T::Type, f::Function) = [m for m in methods(f) if any(p -> p isa Type && T <: p && p !== Any, parameters_of(m.sig))]
parameters_of(sig) = Core.type_query(sig, :parameters)

end
