module Tools
end
Tools.hammer(1)
