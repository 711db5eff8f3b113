"""A step for pipelines of datatrove (extra `datatrove`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datatrove.pipeline.base import PipelineStep
from datatrove.utils.typeshelper import StatHints

from cleanup.cleaner import EDITS, ERROR, Cleaner
from cleanup.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from datatrove.data import Document


class CleanupStep(PipelineStep):
    """Cleans the text of each document by itself; none is dropped.

    Its metadata get what a `Cleaner` tells: `cleanup_edits`, `cleanup_metadata`, `cleanup_error`.
    The statistics count what was changed, what failed, and the edits. Raises SettingsError.
    """

    type = "✂️ - FORMAT"
    name = "🧹 cleanup"

    def __init__(self, settings: Settings | None = None) -> None:
        """Nothing is cleaned yet."""
        super().__init__()
        self.cleaner = Cleaner(settings or Settings())

    def run(
        self,
        data: Iterable[Document],
        rank: int = 0,  # noqa: ARG002  # as datatrove calls it
        world_size: int = 1,  # noqa: ARG002  # as above
    ) -> Iterator[Document]:
        """Each document, clean; one that cannot be cleaned stays as it was."""
        for document in data:
            self.stat_update(StatHints.total)
            with self.track_time():
                fields = self.cleaner.fields(document.text)
                text = fields.pop(self.cleaner.column)
                if fields[ERROR] is not None:
                    self.stat_update("failed")
                elif text != document.text:
                    self.stat_update("changed")
                    self.stat_update("edits", value=fields[EDITS])
                document.text = text
                document.metadata.update(fields)
            yield document
