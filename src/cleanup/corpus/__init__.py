"""What documents share: lines of a site, bodies, passages; which are copies, and which stay."""
