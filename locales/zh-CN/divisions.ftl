# Choosing a place.
divisions-title = 选择地区
divisions-items = 看这里的办事事项
divisions-below = 下一级地区
divisions-lowest = 这里没有下一级地区。
