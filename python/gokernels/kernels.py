"""The ready-made kernels, named as NumPy names them.

Written by hand here: what does not follow from the kernel table alone.
"""

from . import zkernels
from .zkernels import *  # noqa: F403

__all__ = [*zkernels.__all__]
