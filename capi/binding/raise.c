/* A program's exception as Python's, with a line of traceback where the program raised it. */
#include "program.h"

#include <string.h>

static PyObject *raised_at; /* (exception, file, function, line, column, end_line, end_column) -> with a traceback */

int gk_raise_init(PyObject *function)
{
    Py_INCREF(function);
    raised_at = function;
    return 0;
}

static PyObject *text_of(uint64_t address, uint64_t length)
{
    const char *text = length ? (const char *)(uintptr_t)address : "";
    return PyUnicode_DecodeUTF8(text, (Py_ssize_t)length, "surrogatepass");
}

/* A class of a module: "numpy.exceptions.AxisError". */
static PyObject *class_in(const char *text, const char *dot)
{
    PyObject *path = PyUnicode_FromStringAndSize(text, dot - text);
    PyObject *module = path ? PyImport_Import(path) : NULL;
    PyObject *found = module ? PyObject_GetAttrString(module, dot + 1) : NULL;
    Py_XDECREF(path);
    Py_XDECREF(module);
    return found;
}

/* The exception's class: "@7" is object 7, a dotted name is of a module, everything else a builtin. */
static PyObject *class_of(PyObject *name, PyObject *objects)
{
    const char *text = PyUnicode_AsUTF8AndSize(name, NULL);
    if (text == NULL) {
        return NULL;
    }
    const char *dot = strrchr(text, '.');
    if (dot != NULL) {
        return class_in(text, dot);
    }
    if (text[0] != '@') {
        PyObject *builtins = PyEval_GetBuiltins(); /* borrowed */
        PyObject *found = PyDict_GetItemString(builtins, text);
        found = found ? found : PyExc_RuntimeError;
        Py_INCREF(found);
        return found;
    }
    PyObject *number = PyLong_FromString(text + 1, NULL, 10);
    PyObject *found = number ? gk_object(objects, number) : NULL;
    Py_XDECREF(number);
    return found;
}

static PyObject *arguments_of(const gk_raised *raised)
{
    gk_type types;
    PyObject *text = text_of(raised->types, raised->types_length);
    const char *utf8 = text ? PyUnicode_AsUTF8AndSize(text, NULL) : NULL;
    if (utf8 == NULL || gk_types_parse(utf8, Py_None, &types) < 0) {
        Py_XDECREF(text);
        return NULL;
    }
    const uint64_t *words = (const uint64_t *)(uintptr_t)raised->words;
    PyObject *arguments = gk_unpack(&types, &words, NULL);
    gk_type_free(&types);
    Py_DECREF(text);
    return arguments;
}

static PyObject *exception_of(const gk_raised *raised, PyObject *objects)
{
    PyObject *name = text_of(raised->class_name, raised->class_length);
    PyObject *class = name ? class_of(name, objects) : NULL;
    PyObject *arguments = class ? arguments_of(raised) : NULL;
    PyObject *exception = arguments ? PyObject_Call(class, arguments, NULL) : NULL;
    Py_XDECREF(name);
    Py_XDECREF(class);
    Py_XDECREF(arguments);
    return exception;
}

void gk_raise_program(const gk_program_frame *frame, PyObject *objects)
{
    const gk_raised *raised = &frame->raised;
    PyObject *exception = exception_of(raised, objects);
    PyObject *file = exception ? text_of(raised->file, raised->file_length) : NULL;
    PyObject *function = file ? text_of(raised->function, raised->function_length) : NULL;
    if (function != NULL) {
        PyObject *placed = PyObject_CallFunction(raised_at, "OOOLLLL", exception, file, function, (long long)raised->line,
                                                 (long long)raised->column, (long long)raised->end_line,
                                                 (long long)raised->end_column);
        if (placed != NULL) {
            PyErr_SetObject((PyObject *)Py_TYPE(placed), placed);
        }
        Py_XDECREF(placed);
    }
    Py_XDECREF(exception);
    Py_XDECREF(file);
    Py_XDECREF(function);
    if (!PyErr_Occurred()) {
        PyErr_SetString(PyExc_SystemError, "a program's exception was lost");
    }
}
