# Answers depend on how one is spoken to.
isquestion(s) = endswith(s, "?")
isyelling(s) = any(isletter, s) && !any(islowercase, s)
issilence(s) = isempty(s)

function reply(remark::AbstractString)
    s = strip(remark)
    if issilence(s)
        "Fine. Be that way!"
    elseif isquestion(s) && isyelling(s)
        "Calm down, I know what I'm doing!"
    elseif isquestion(s)
        "Sure."
    elseif isyelling(s)
        "Whoa, chill out!"
    else
        "Whatever."
    end
end

remarks = ["Tom-ay-to, tom-aaaah-to.", "WATCH OUT!", "Does this cryogenic chamber make me look fat?",
           "WHAT'S GOING ON?", "1, 2, 3", "1, 2, 3 GO!", "", "   \t ", "4?", "Ending with ? means a question.",
           "ZOMG THE %^*@#\$(*^ ZOMBIES ARE COMING!!11!!1!", ":) ?"]
for r in remarks
    println(repr(r), " => ", reply(r))
end
