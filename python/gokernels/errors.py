"""The exceptions that are gokernels' own; everything else raises Python's built-in ones."""

__all__ = ["Cancelled", "CompileError", "KernelError", "NameResolutionError", "NumbaDebugInfoWarning", "NumbaDeprecationWarning",
           "NumbaExperimentalFeatureWarning", "NumbaParallelSafetyWarning", "NumbaPendingDeprecationWarning",
           "NumbaPerformanceWarning", "NumbaWarning", "ParallelError", "SourceError", "TypingError", "UnsupportedError"]


class Cancelled(RuntimeError):
    """A kernel was stopped by its `CancelToken`; arrays it was writing are partly written."""


class KernelError(RuntimeError):
    """A kernel failed inside Go: a panic, or memory that the hardware refused.

    This is a defect of gokernels or an array whose memory was taken away while a
    kernel ran; the process and the pool of workers go on.
    """


class CompileError(Exception):
    """A function cannot be compiled; the message shows the line and says what to write instead."""


class TypingError(CompileError):
    """The types of an expression, or of an argument, have no meaning here."""


class UnsupportedError(CompileError):
    """A feature of Python or NumPy that the compiler does not have."""


class ParallelError(CompileError):
    """A parallel loop whose iterations depend on each other."""


class NameResolutionError(CompileError):
    """A name that stands for nothing."""


class SourceError(CompileError):
    """The source of a function cannot be found."""


class NumbaWarning(Warning):
    """Of all warnings of the compiler; named as Numba's, so that filters keep working."""


class NumbaPerformanceWarning(NumbaWarning):
    """Something runs slower than it looks."""


class NumbaDeprecationWarning(NumbaWarning, DeprecationWarning):
    """For filters only: never issued."""


class NumbaPendingDeprecationWarning(NumbaWarning, PendingDeprecationWarning):
    """For filters only: never issued."""


class NumbaParallelSafetyWarning(NumbaWarning):
    """For filters only: unsafe loops are refused."""


class NumbaExperimentalFeatureWarning(NumbaWarning):
    """For filters only: never issued."""


class NumbaDebugInfoWarning(NumbaWarning):
    """For filters only: never issued."""
