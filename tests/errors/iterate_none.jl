struct S end
for x in S()
end
