# Scores of broken and unfinished brackets.
const NAVIGATION = ["[({(<(())[]>[[{[]{<()<>>", "[(()[<>])]({[<{<<[]>>(", "{([(<{}[<>[]}>{[]{[(<()>", "(((({<>}<{<{<>}{[]{[]{}",
    "[[<[([]))<([[{}[[()]]]", "[{[{({}]{}}([{[{{{}}([]", "{<[[]]>}<{[{[{[]{()[[[]", "[<(<(<(<{}))><([]([]()", "<{([([[(<>()){}]>(<<{{", "<{([{{}}[<[[[<>{}]]]>[]]"]
const CLOSE = Dict('(' => ')', '[' => ']', '{' => '}', '<' => '>')
const ERROR_POINTS = Dict(')' => 3, ']' => 57, '}' => 1197, '>' => 25137)
const FINISH_POINTS = Dict(')' => 1, ']' => 2, '}' => 3, '>' => 4)
abstract type Verdict end
struct Corrupted <: Verdict
    expected::Char
    found::Char
end
struct Incomplete <: Verdict
    rest::String
end
struct Complete <: Verdict end
function inspect(line)::Verdict
    stack = Char[]
    for c in line
        if haskey(CLOSE, c)
            push!(stack, CLOSE[c])
        else
            isempty(stack) && return Corrupted(' ', c)
            e = pop!(stack)
            e == c || return Corrupted(e, c)
        end
    end
    isempty(stack) ? Complete() : Incomplete(String(reverse(stack)))
end
points(::Verdict) = 0
points(v::Corrupted) = ERROR_POINTS[v.found]
finish(v::Incomplete) = foldl((score, c) -> 5score + FINISH_POINTS[c], v.rest, init=0)
say(v::Corrupted) = "expected $(v.expected), but found $(v.found)"
say(v::Incomplete) = "complete by adding $(v.rest)"
say(::Complete) = "fine"
verdicts = inspect.(NAVIGATION)
for (line, v) in zip(NAVIGATION, verdicts)
    println(rpad(line, 26), say(v))
end
println(sum(points, verdicts))
scores = sort([finish(v) for v in verdicts if v isa Incomplete])
println(scores, " ", scores[(end + 1) ÷ 2])
println(say(inspect("()[]")), " ", say(inspect(")")), " ", count(v -> v isa Corrupted, verdicts))
