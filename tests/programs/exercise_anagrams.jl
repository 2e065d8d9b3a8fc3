# Groups words that are anagrams of each other.
signature(word) = String(sort(collect(lowercase(word))))

function group_anagrams(words)
    groups = Dict{String,Vector{String}}()
    for word in words
        key = signature(word)
        if haskey(groups, key)
            push!(groups[key], word)
        else
            groups[key] = [word]
        end
    end
    groups
end

function detect(subject, candidates)
    found = String[]
    for c in candidates
        lowercase(c) == lowercase(subject) && continue
        signature(c) == signature(subject) && push!(found, c)
    end
    return found
end

words = ["listen", "silent", "enlist", "google", "elbow", "below", "bored", "robed", "cat", "Tac", "act"]
groups = group_anagrams(words)
for key in sort(collect(keys(groups)))
    members = groups[key]
    length(members) > 1 || continue
    println(key, " -> ", join(sort(members), ", "))
end
println(detect("master", ["stream", "pigeon", "maters", "Master"]))
println(detect("orchestra", ["cashregister", "Carthorse", "radishes"]))
println(length(groups), " groups, largest has ", maximum(length, values(groups)))
