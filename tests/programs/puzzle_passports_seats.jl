# Records separated by blank lines, validation with functions in a dictionary, binary seats.
manhattan(a, b) = sum(abs.(a .- b))
const BATCH = """
ecl:gry pid:860033327 eyr:2020 hcl:#fffffd
byr:1937 iyr:2017 cid:147 hgt:183cm

iyr:2013 ecl:amb cid:350 eyr:2023 pid:028048884
hcl:#cfa07d byr:1929

hcl:#ae17e1 iyr:2013
eyr:2024
ecl:brn pid:760753108 byr:1931
hgt:179cm
"""
parse_record(text) = Dict(Symbol(k) => String(v) for (k, v) in (split(f, ':') for f in split(text)))
records = map(parse_record, split(strip(BATCH), "\n\n"))
println(length(records), " ", records[1][:ecl], " ", sort(collect(keys(records[2]))))
between(lo, hi) = s -> (n = tryparse(Int, s); n !== nothing && lo <= n <= hi)
function height(s)
    m = match(r"^(\d+)(cm|in)$", s)
    m === nothing && return false
    n = parse(Int, m[1])
    m[2] == "cm" ? 150 <= n <= 193 : 59 <= n <= 76
end
const RULES = Dict(:byr => between(1920, 2002), :iyr => between(2010, 2020), :eyr => between(2020, 2030), :hgt => height,
                   :hcl => s -> occursin(r"^#[0-9a-f]{6}$", s), :ecl => in(split("amb blu brn gry grn hzl oth")), :pid => s -> occursin(r"^\d{9}$", s))
complete(r) = all(k -> haskey(r, k), keys(RULES))
valid(r) = complete(r) && all(check(r[k]) for (k, check) in RULES)
println([complete(r) for r in records], " ", map(valid, records))
for bad in ("190in", "190", "60in", "190cm", "200cm")
    print(bad, "=", height(bad), " ")
end
println()
seat(code) = parse(Int, map(c -> c in "BR" ? '1' : '0', code), base=2)
codes = ["FBFBBFFRLR", "BFFFBBFRRR", "FFFBBBFRRR", "BBFFBBFRLL"]
for c in codes
    id = seat(c)
    println(c, ": row ", id >> 3, ", column ", id & 7, ", id ", id)
end
println(maximum(seat, codes), " ", setdiff(5:9, [5, 6, 8, 9]), " ", only(setdiff(5:9, [5, 6, 8, 9])))
answers = "abc\n\na\nb\nc\n\nab\nac\n\na\na\n\nb"
groups = [split(g, '\n') for g in split(answers, "\n\n")]
println(sum(length(union(g...)) for g in groups), " ", sum(length(intersect(Set.(g)...)) for g in groups))
println(manhattan((0, 0), (3, -4)), " ", manhattan([1, 2], [1, 2]), " ", hypot(3, 4))
