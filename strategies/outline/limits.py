"""How much is taken in at once."""

# A strategy on a page has some 60 lines, a long one a few hundred.
LINES_MAX = 2000
TEXT_MAX = 200_000
YAML_MAX = 200_000
# As many boxes as a page can hold and a person can work through.
OBJECTIVES_MAX = 40
