"""Steps for other people's pipelines; each needs the extra that is called as it is."""
