"""Response Tools as Word tables: read, understood, matched and compared. No models.

`reading.read` takes the bytes of a file; `matching` finds the priority of each row;
`comparing` sets what was read beside what the portal holds.
"""
