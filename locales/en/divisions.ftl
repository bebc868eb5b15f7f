# Choosing a place.
divisions-title = Choose a place
divisions-items = Services here
divisions-below = Places inside
divisions-lowest = There are no places below this one.
