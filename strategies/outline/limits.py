"""How much is taken in at once."""

MB = 1024 * 1024
# A strategy on a page has some 60 lines, a long one a few hundred.
LINES_MAX = 2000
TEXT_MAX = 200_000
YAML_MAX = 200_000
FILE_MAX = 10 * MB
# As many boxes as a page can hold and a person can work through.
OBJECTIVES_MAX = 40
