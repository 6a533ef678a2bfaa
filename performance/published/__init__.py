"""Published statistics: read from files, put beside our own figures."""
