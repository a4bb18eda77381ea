"""The classes, and which of the corpus's 32 emotion words belongs to which.

The table is that of Scripts/assemble-real-corpus.py, read from there so that it stands once.
"""

import importlib.util
import sys
from pathlib import Path

_script = Path(__file__).resolve().parents[2] / "Scripts/assemble-real-corpus.py"
_spec = importlib.util.spec_from_file_location("assemble_real_corpus", _script)
# The script imports another of its folder.
sys.path.append(str(_script.parent))
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)

CLASS_OF = _module.CLASS_OF
CLASSES = list(_module.CLASSES)
WORDS = sorted(CLASS_OF)
