# Strands: distance, transcription, counting.
function distance(a, b)
    length(a) == length(b) || throw(ArgumentError("strands must be of equal length"))
    count(x != y for (x, y) in zip(a, b))
end
const COMPLEMENT = Dict('G' => 'C', 'C' => 'G', 'T' => 'A', 'A' => 'U')
function to_rna(dna)
    for c in dna
        haskey(COMPLEMENT, c) || error("invalid nucleotide $(repr(c))")
    end
    map(c -> COMPLEMENT[c], dna)
end
function count_nucleotides(strand)
    counts = Dict(c => 0 for c in "ACGT")
    for c in strand
        c in keys(counts) || throw(DomainError(c, "not a nucleotide"))
        counts[c] += 1
    end
    counts
end
println(distance("GAGCCTACTAACGGGAT", "CATCGTAATGACGGCCT"))
println(distance("", ""))
try
    distance("AATG", "AAA")
catch e
    e isa ArgumentError && println(e.msg)
end
println(to_rna("ACGTGGTCTTAA"))
try
    to_rna("ACGX")
catch e
    println(e.msg)
end
for strand in ("", "G", "AGCTTTTCATTCTGACTGCAACGGGCAATATGTCTCTGTGTGGATTAAAAAAAGAGTGTCTGATAGCAGC")
    c = count_nucleotides(strand)
    println(join(["$k=$(c[k])" for k in sort(collect(keys(c)))], " "))
end
try
    count_nucleotides("AGXXACT")
catch e
    println(e.val, " ", e.msg)
end
