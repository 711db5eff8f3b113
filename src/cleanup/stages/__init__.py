"""The stages of one document, in their order: decode, repair, segment, judge, collapse, compose."""
