"""What the bundle starts: the program, in the surroundings that it was started in itself."""

import os
import sys

# What PyInstaller's starter has set for this process, whose libraries are found by now. A file
# manager or a viewer that is started from here would load our Qt in the place of its own.
for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH"):
    os.environ.pop(name, None)
    if (before := os.environ.pop(f"{name}_ORIG", None)) is not None:
        os.environ[name] = before

from frontdesk.__main__ import main  # noqa: E402

sys.exit(main())
