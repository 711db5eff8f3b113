"""Which blocks of a page are its content: trees over visible features.

Every feature of a block is a small whole number; the trees of data/trees.tsv ask for them, and the
sum of a block's leaves is the log-odds that it is content. What each feature adds to it is known,
so every judgement can be taken apart into its reasons. All of it works on whole pages with numpy.
"""
