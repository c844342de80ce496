/* Arguments to parameters, as Python binds them. What does not fit is left to Python, which says why. */
#include "program.h"

/* Number of the parameter of that name; -1: none that can be given by name. */
static Py_ssize_t place_of(const gk_signature *signature, PyObject *name)
{
    Py_ssize_t n = PyTuple_Size(signature->names);
    for (Py_ssize_t i = signature->only_positional; i < n; i++) {
        if (PyTuple_GetItem(signature->names, i) == name) { /* both are interned, but for names made at run time */
            return i;
        }
    }
    for (Py_ssize_t i = signature->only_positional; i < n; i++) {
        if (PyUnicode_Compare(PyTuple_GetItem(signature->names, i), name) == 0) {
            return i;
        }
    }
    return -1;
}

static int bind_keywords(const gk_signature *signature, PyObject *const *given, PyObject *keywords, PyObject **values)
{
    Py_ssize_t n = keywords ? PyTuple_Size(keywords) : 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_ssize_t place = place_of(signature, PyTuple_GetItem(keywords, i));
        if (place < 0 || values[place] != NULL) {
            return 1;
        }
        values[place] = given[i];
    }
    return 0;
}

static int bind_defaults(const gk_signature *signature, PyObject **values)
{
    Py_ssize_t n = PyTuple_Size(signature->names);
    for (Py_ssize_t i = 0; i < n; i++) {
        if (values[i] == NULL) {
            values[i] = PyDict_GetItemWithError(signature->defaults, PyTuple_GetItem(signature->names, i));
        }
        if (values[i] == NULL) {
            return PyErr_Occurred() ? -1 : 1;
        }
    }
    return 0;
}

static PyObject *tuple_of(PyObject *const *items, Py_ssize_t n)
{
    PyObject *tuple = PyTuple_New(n);
    for (Py_ssize_t i = 0; i < n && tuple != NULL; i++) {
        Py_INCREF(items[i]);
        PyTuple_SetItem(tuple, i, items[i]);
    }
    return tuple;
}

/* Fills values with borrowed references, and then *rest, a new one, with what goes to *args.
 * 0: done, 1: the arguments do not fit, -1: an exception is set. */
int gk_bind(const gk_signature *signature, PyObject *const *args, Py_ssize_t nargs, PyObject *keywords, PyObject **values,
            PyObject **rest)
{
    Py_ssize_t n = PyTuple_Size(signature->names), plain = nargs;
    if (nargs > signature->positional) {
        plain = signature->positional;
    }
    if (n > GK_MOST_BOUND || (plain < nargs && !signature->variadic)) {
        return 1;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        values[i] = i < plain ? args[i] : NULL;
    }
    int failed = bind_keywords(signature, args + nargs, keywords, values);
    if (failed == 0) {
        failed = bind_defaults(signature, values);
    }
    if (failed == 0 && signature->variadic) {
        *rest = tuple_of(args + plain, nargs - plain);
        failed = *rest ? 0 : -1;
    }
    return failed;
}
