/* What runs in Python while a kernel runs in Go.
 *
 * Go calls gk_watch on the very thread that called the kernel, at most every 20 ms:
 * the goroutine of a cgo callback is locked to it. So the GIL can be taken back here,
 * signal handlers run in the main thread as Python promises, and a progress bar is
 * drawn by the thread that asked for it.
 */
#include "binding.h"

static int report(PyObject *progress, int64_t done, int64_t total)
{
    PyObject *result = PyObject_CallFunction(progress, "LL", (long long)done, (long long)total);
    Py_XDECREF(result);
    return result == NULL ? -1 : 0;
}

/* Returns non-zero, with an exception set, when the kernel must stop. */
int gk_watch(uint64_t address, int64_t done, int64_t total)
{
    gk_watcher *watcher = (gk_watcher *)(uintptr_t)address;
    gk_leave_go(watcher->thread);
    int failed = 0;
    if (watcher->signals) {
        failed = PyErr_CheckSignals();
    }
    if (!failed && watcher->progress != NULL) {
        failed = report(watcher->progress, done, total);
    }
    watcher->thread = gk_enter_go(!watcher->signals);
    return failed;
}
