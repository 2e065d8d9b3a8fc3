# A puzzle: depth readings, windows and a submarine's course.
const INPUT = """
199
200
208
210
200
207
240
269
260
263
"""
const COURSE = "forward 5\ndown 5\nforward 8\nup 3\ndown 8\nforward 2"
depths = parse.(Int, split(INPUT))
increases(v) = count(v[i] > v[i-1] for i in 2:length(v))
windows = [sum(depths[i:i+2]) for i in 1:length(depths)-2]
println("part 1: ", increases(depths))
println("part 2: ", increases(windows), " ", windows)
println(count(diff(depths) .> 0), " ", count(((a, b),) -> b > a, zip(depths, depths[4:end])))
function dive(commands)
    position = depth = aim = 0
    for line in split(commands, '\n')
        word, amount = split(line)
        n = parse(Int, amount)
        if word == "forward"
            position += n
            depth += aim * n
        elseif word == "down"
            aim += n
        elseif word == "up"
            aim -= n
        end
    end
    position, depth, aim
end
x, d, a = dive(COURSE)
println("course: ", x * a, " ", x * d)
report = ["00100", "11110", "10110", "10111", "10101", "01111", "00111", "11100", "10000", "11001", "00010", "01010"]
bits = [line[j] == '1' for line in report, j in 1:5]
ones_count = vec(sum(bits, dims=1))
gamma = [2n > length(report) for n in ones_count]
to_int(b) = foldl((acc, x) -> 2acc + x, b, init=0)
println(ones_count, " ", to_int(gamma), " ", to_int(.!gamma), " ", to_int(gamma) * to_int(.!gamma))
function rating(lines, pick)
    j = 1
    while length(lines) > 1
        n1 = count(l -> l[j] == '1', lines)
        keep = pick(n1, length(lines) - n1) ? '1' : '0'
        lines = filter(l -> l[j] == keep, lines)
        j += 1
    end
    parse(Int, lines[1], base=2)
end
println(rating(report, >=), " ", rating(report, <))
