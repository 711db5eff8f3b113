"""A script that kills a run of the command just before it touches a file."""

from __future__ import annotations

# Counts how often files below a path with PART in it are touched, kills at the MOMENT, and prints
# the count at the end; a moment 0 never comes.
SCRIPT = """
import os, signal, sys
from cleanup.cli import main
touches = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod"}
touched = 0
def touch(event, arguments):
    global touched
    if event in touches and PART in os.fsdecode(str(arguments[0])):
        touched += 1
        if touched == MOMENT:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(touch)
try:
    main()
finally:
    os.write(1, b"%d" % touched)
    os._exit(0)
"""


def script_of(part, moment):
    """The script for files below paths that contain a part."""
    return SCRIPT.replace("PART", repr(part)).replace("MOMENT", str(moment))


def interrupted(*_, **_known):
    """What never comes to its end."""
    raise KeyboardInterrupt


def interrupted_after_one(patch, place, name, stop=None):
    """Let a function of the place be called once, and interrupt its second call, or `stop` it."""
    ways = iter((getattr(place, name), (lambda *_: stop()) if stop else interrupted))

    def called(*given):
        return next(ways)(*given)

    patch.setattr(place, name, called)
