# Exercise solutions with their tests: protein translation, etl, nucleotide count, raindrops, leap, gigasecond-like sums.
using Test

const CODONS = Dict(
    "AUG" => "Methionine", "UUU" => "Phenylalanine", "UUC" => "Phenylalanine", "UUA" => "Leucine", "UUG" => "Leucine",
    "UCU" => "Serine", "UCC" => "Serine", "UCA" => "Serine", "UCG" => "Serine", "UAU" => "Tyrosine", "UAC" => "Tyrosine",
    "UGU" => "Cysteine", "UGC" => "Cysteine", "UGG" => "Tryptophan", "UAA" => "STOP", "UAG" => "STOP", "UGA" => "STOP",
)

struct TranslationError <: Exception
    codon::String
end

"""
    proteins(strand)

Translate an RNA strand, three letters at a time, up to the first stop codon.
"""
function proteins(strand::AbstractString)
    found = String[]
    for start in 1:3:length(strand)
        codon = strand[start:min(start + 2, end)]
        name = get(CODONS, codon, nothing)
        name === nothing && throw(TranslationError(codon))
        name == "STOP" && break
        push!(found, name)
    end
    return found
end

transform(old::AbstractDict) = Dict(lowercase(c) => score for (score, letters) in old for c in letters)

function count_nucleotides(strand::AbstractString)
    counts = Dict(c => 0 for c in "ACGT")
    for c in strand
        haskey(counts, c) || throw(DomainError(c, "not a nucleotide"))
        counts[c] += 1
    end
    return counts
end

const SOUNDS = [3 => "Pling", 5 => "Plang", 7 => "Plong"]
function raindrops(n::Integer)
    sounds = join(word for (d, word) in SOUNDS if n % d == 0)
    return isempty(sounds) ? string(n) : sounds
end

is_leap_year(y) = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)

function say(n::Integer)
    0 <= n < 10^12 || throw(ArgumentError("out of range"))
    small = split("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
    tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    n < 20 && return String(small[n+1])
    if n < 100
        t, r = divrem(n, 10)
        return tens[t+1] * (r == 0 ? "" : "-" * say(r))
    end
    for (value, name) in ((10^9, "billion"), (10^6, "million"), (1000, "thousand"), (100, "hundred"))
        if n >= value
            q, r = divrem(n, value)
            return say(q) * " " * name * (r == 0 ? "" : " " * say(r))
        end
    end
end

function secret_handshake(code)
    actions = ["wink", "double blink", "close your eyes", "jump"]
    result = [actions[i] for i in 1:4 if code & (1 << (i - 1)) != 0]
    return code & 0b10000 == 0 ? result : reverse(result)
end

begin
    @test proteins("AUGUUUUCUUAAAUG") == ["Methionine", "Phenylalanine", "Serine"]
    @test isempty(proteins("UAA"))
    @test_throws TranslationError proteins("AUGXYZ")
end
begin
    @test transform(Dict(1 => ['A', 'E'], 2 => ['D'])) == Dict('a' => 1, 'e' => 1, 'd' => 2)
end
begin
    @test count_nucleotides("GATTACA") == Dict('A' => 3, 'C' => 1, 'G' => 1, 'T' => 2)
    @test_throws DomainError count_nucleotides("AGXX")
end
begin
    for (n, words) in [0 => "zero", 14 => "fourteen", 22 => "twenty-two", 100 => "one hundred", 123 => "one hundred twenty-three",
        1234 => "one thousand two hundred thirty-four", 987654321123 => "nine hundred eighty-seven billion six hundred fifty-four million three hundred twenty-one thousand one hundred twenty-three"]
        @test say(n) == words
    end
    @test_throws ArgumentError say(-1)
end
println([raindrops(n) for n in (1, 3, 5, 7, 15, 21, 105)])
println([y for y in 1890:10:2010 if is_leap_year(y)])
println(secret_handshake(3), " ", secret_handshake(0b10011), " ", secret_handshake(0))
println(sort(collect(transform(Dict(1 => "AB", 8 => "X"))), by = first))
println(sort(collect(count_nucleotides("GGC"))))
