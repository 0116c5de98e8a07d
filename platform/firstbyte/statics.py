"""How static files are stored, where servestatic's own way does not fit."""

from collections.abc import Iterator
from typing import Any

from servestatic.storage import CompressedManifestStaticFilesStorage

from firstbyte.headers import KIT


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashed and compressed, except for the Python kit: its folder is named by its content and brings its own
    compressed files, and its modules find each other by their plain names."""

    def post_process(self, paths: dict[str, Any], *args: Any, **options: Any) -> Iterator[Any]:
        self._kit = [name for name in paths if name.startswith(KIT)]
        rest = {name: place for name, place in paths.items() if not name.startswith(KIT)}
        yield from super().post_process(rest, *args, **options)

    def save_manifest(self) -> None:
        self.hashed_files.update({name: name for name in getattr(self, "_kit", ())})
        super().save_manifest()
