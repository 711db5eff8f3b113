"""Compiles the kernels when the package is built or installed; without a compiler it goes on.

They land beside their sources in src/cleanup/kernels/, for wheels and for editable installs alike.
What an older source was compiled to goes.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sysconfig
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from types import ModuleType

KERNELS = Path(__file__).parent / "src" / "cleanup" / "kernels"
SUFFIXES = (".so", ".pyd")
LIMITED_API = "0x030b0000"  # of Python 3.11, the first whose Limited API knows buffers
TAG = "cp311-abi3"
FLAGS = [] if os.name == "nt" else ["-O2", "-g0"]
DIRECTIVES = {
    "language_level": 3,
    "annotation_typing": False,
    "boundscheck": False,
    "wraparound": False,
    "cdivision": True,
    "initializedcheck": False,
}


class Kernels(BuildHookInterface):  # type: ignore[type-arg]  # the plugin's settings: none
    """The hook as hatchling calls it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile; a wheel with compiled kernels is one for this platform."""
        try:
            compile_kernels()
        except Exception as error:  # noqa: BLE001  # whatever is missing: plain Python does
            self.app.display_warning(f"kernels are not compiled, plain Python is run: {error}")
            return
        platform = sysconfig.get_platform().translate(str.maketrans("-.", "__"))
        build_data["artifacts"] += [f"src/cleanup/kernels/*{suffix}" for suffix in SUFFIXES]
        build_data["pure_python"] = False
        build_data["tag"] = f"{TAG}-{platform}"


def compile_kernels() -> None:
    """Compile every kernel under the name that the loader looks for; what is older goes."""
    loader = _loader()
    with tempfile.TemporaryDirectory() as folder:
        sources = []
        for name in loader.NAMES:
            sources.append(Path(folder, f"{loader.compiled_name(name)}.py"))
            for suffix in (".py", ".pxd"):
                shutil.copy(KERNELS / f"{name}{suffix}", sources[-1].with_suffix(suffix))
        made = _built(sources, Path(folder, "built"))
        for old in (path for path in KERNELS.iterdir() if path.suffix in SUFFIXES):
            old.unlink()
        for path in made:
            shutil.copy(path, KERNELS)


def _built(sources: list[Path], folder: Path) -> list[Path]:
    """The compiled files of these modules, made in a folder."""
    from Cython.Build import cythonize  # noqa: PLC0415  # it may be missing
    from setuptools import Distribution, Extension  # noqa: PLC0415  # as above

    extensions = [
        Extension(
            path.stem,
            [str(path)],
            define_macros=[("Py_LIMITED_API", LIMITED_API)],
            extra_compile_args=FLAGS,
            py_limited_api=True,
        )
        for path in sources
    ]
    modules = cythonize(extensions, compiler_directives=DIRECTIVES, quiet=True)
    command = Distribution({"ext_modules": modules}).get_command_obj("build_ext")
    command.build_lib = command.build_temp = str(folder)
    command.ensure_finalized()
    command.run()
    return [Path(path) for path in command.get_outputs()]


def _loader() -> ModuleType:
    """The package of kernels as it is here, which names what is compiled."""
    spec = importlib.util.spec_from_file_location("kernels", KERNELS / "__init__.py")
    assert spec is not None  # noqa: S101  # it is a file of Python
    assert spec.loader is not None  # noqa: S101  # as above
    loader = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loader)
    return loader
