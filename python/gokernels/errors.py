"""The exceptions that are gokernels' own; everything else raises Python's built-in ones."""

__all__ = ["Cancelled", "KernelError"]


class Cancelled(RuntimeError):
    """A kernel was stopped by its `CancelToken`; arrays it was writing are partly written."""


class KernelError(RuntimeError):
    """A kernel failed inside Go: a panic, or memory that the hardware refused.

    This is a defect of gokernels or an array whose memory was taken away while a
    kernel ran; the process and the pool of workers go on.
    """
