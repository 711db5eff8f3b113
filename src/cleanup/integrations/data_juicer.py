"""An operator for recipes of data-juicer (extra `data-juicer`): import this module first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data_juicer.ops.base_op import OPERATORS, Mapper

from cleanup.cleaner import Cleaner
from cleanup.settings import TUPLES, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping


@OPERATORS.register_module("cleanup_mapper")
class CleanupMapper(Mapper):
    """Cleans the text of each sample by itself.

    A sample gets what a `Cleaner` tells: `cleanup_edits`, `cleanup_metadata`, `cleanup_error`.
    """

    _batched_op = True

    def __init__(
        self,
        settings: dict | None = None,  # type: ignore[type-arg]  # data-juicer reads this signature
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """The `settings` are those of `Settings`, by their names. Raises SettingsError."""
        super().__init__(*args, **kwargs)
        stated: Mapping[str, Any] = settings or {}
        lists = {name: tuple(value) for name, value in stated.items() if name in TUPLES}
        self.cleaner = Cleaner(Settings(**{**stated, **lists}), self.text_key)

    def process_batched(self, samples: dict[str, list[Any]]) -> dict[str, list[Any]]:
        """The samples, clean."""
        samples.update(self.cleaner(samples))
        return samples
