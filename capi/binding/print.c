/* What a program prints goes to sys.stdout, by the thread that called the program. */
#include "program.h"

static int write_out(PyObject *text)
{
    PyObject *out = PySys_GetObject("stdout"); /* borrowed */
    if (out == NULL || out == Py_None) {
        return 0;
    }
    Py_INCREF(out);
    int failed = PyFile_WriteObject(text, out, Py_PRINT_RAW);
    Py_DECREF(out);
    return failed;
}

/* Go calls it on the thread that called the program. Non-zero, with an exception set, when printing failed. */
int gk_print(uint64_t address, uint64_t text, int64_t length)
{
    gk_watcher *watcher = (gk_watcher *)(uintptr_t)address;
    gk_leave_go(watcher->thread);
    PyObject *type, *value, *trace; /* the run may have failed in Python already: that comes first */
    PyErr_Fetch(&type, &value, &trace);
    PyObject *string = PyUnicode_DecodeUTF8((const char *)(uintptr_t)text, (Py_ssize_t)length, "surrogatepass");
    int failed = string ? write_out(string) : -1;
    Py_XDECREF(string);
    if (type != NULL) {
        PyErr_Restore(type, value, trace);
        failed = 0;
    }
    watcher->thread = gk_enter_go(!watcher->signals);
    return failed;
}
