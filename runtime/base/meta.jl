# `Meta`: text to code.
module Meta
const ParseError = Base.ParseError
quot(x) = Expr(:quote, x)
isexpr(x, head::Symbol) = x isa Expr && x.head === head
isexpr(x, heads) = x isa Expr && x.head in heads
isexpr(x, head::Symbol, n::Int) = x isa Expr && x.head === head && length(x.args) == n
parse(text::AbstractString) = Base.parse_statement(String(text), "none", 1, true)[1]
parse(text::AbstractString, from::Int) = Base.parse_statement(String(text), "none", from, false)
parseall(text::AbstractString) = Base.parse_statement(String(text), "none", 1, true)[1]
end
