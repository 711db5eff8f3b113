"""Which blocks of a page are its content: a linear classifier over visible features.

Every feature of a block is a small whole number, every value of a feature has a weight in
data/classifier.tsv, and the sum of a block's weights is the log-odds that it is content. So every
judgement can be taken apart into its reasons. All of it works on whole pages with numpy.
"""
