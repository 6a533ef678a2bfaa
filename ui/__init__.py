"""Page parts: fields, words, charts, comparisons. No models."""
