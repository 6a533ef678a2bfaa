"""Files that people bring: read as rows, or as what is wrong with their cells."""
