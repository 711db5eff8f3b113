"""GLS: readings that were injected into bytes, and the characters they tore."""
