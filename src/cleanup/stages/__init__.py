"""The stages of one document, in their order: decode, repair, collapse, judge, compose.

collapse and judge both look at segmented text. Copies go before chrome does, because the header
that stands between two copies is what tells a second copy from an author's repetition.
"""
