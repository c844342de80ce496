/* Go's errors as Python's exceptions. The order is capi.Class. */
#include "binding.h"

#include <string.h>

enum { GK_CANCELLED = 6, GK_KERNEL_ERROR = 7, GK_PENDING = 8 };

static const char *const names[] = {
    "", "ValueError", "TypeError", "IndexError", "MemoryError", "TimeoutError",
    "Cancelled", "KernelError", "Pending", "OverflowError", "ZeroDivisionError",
};
enum { GK_CLASSES = sizeof names / sizeof *names };

static PyObject *cancelled_type, *kernel_error_type;

int gk_errors_init(PyObject *cancelled, PyObject *kernel_error)
{
    Py_INCREF(cancelled);
    Py_INCREF(kernel_error);
    cancelled_type = cancelled;
    kernel_error_type = kernel_error;
    return 0;
}

static PyObject *exception_of(int error)
{
    switch (error) {
    case 1: return PyExc_ValueError;
    case 2: return PyExc_TypeError;
    case 3: return PyExc_IndexError;
    case 4: return PyExc_MemoryError;
    case 5: return PyExc_TimeoutError;
    case GK_CANCELLED: return cancelled_type ? cancelled_type : PyExc_RuntimeError;
    case 9: return PyExc_OverflowError;
    case 10: return PyExc_ZeroDivisionError;
    default: return kernel_error_type ? kernel_error_type : PyExc_RuntimeError;
    }
}

void gk_raise(int error, const char *text)
{
    if (error == GK_PENDING && PyErr_Occurred()) {
        return;
    }
    PyErr_SetString(exception_of(error), text);
}

/* gopy's functions pass an error as text: capi.Error writes its class in front. */
void gk_raise_text(const char *text)
{
    PyGILState_STATE state = PyGILState_Ensure();
    int error = GK_KERNEL_ERROR;
    for (int i = 1; i < GK_CLASSES; i++) {
        size_t n = strlen(names[i]);
        if (strncmp(text, names[i], n) == 0 && strncmp(text + n, ": ", 2) == 0) {
            error = i;
            text += n + 2;
            break;
        }
    }
    gk_raise(error, text);
    PyGILState_Release(state);
}
