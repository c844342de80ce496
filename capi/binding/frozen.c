/* Frozen names: the global, closure and attribute values that went into a compiled function, and whether the names still
 * have them. A look costs some nanoseconds a name, so that every call takes one.
 */
#include "program.h"

#include <stdlib.h>

enum { IN_DICT, IN_CELL, IN_OBJECT };

/* A cell's one member comes right after the head, in all versions of CPython so far; freeze() looks whether it does. */
typedef struct {
    PyObject_HEAD
    PyObject *contents;
} cell;

struct gk_frozen {
    gk_frozen *next;
    int kind;
    PyObject *thing, *key;
    PyObject *value; /* what was compiled */
    PyObject *seen;  /* what the name had at the last look: value, or what gives the same function */
};

static PyObject *cell_contents; /* the attribute's name */

static int frozen_init(void)
{
    if (cell_contents == NULL) {
        cell_contents = PyUnicode_InternFromString("cell_contents");
    }
    return cell_contents ? 0 : -1;
}

/* The value now, a new reference; NULL: there is none. */
static PyObject *value_now(const gk_frozen *name)
{
    PyObject *value = NULL;
    if (name->kind == IN_DICT) {
        value = PyDict_GetItemWithError(name->thing, name->key);
        Py_XINCREF(value);
    } else if (name->kind == IN_CELL) {
        value = ((cell *)name->thing)->contents;
        Py_XINCREF(value);
    } else {
        value = PyObject_GetAttr(name->thing, name->key);
    }
    if (value == NULL) {
        PyErr_Clear();
    }
    return value;
}

/* Asks Python's same(); the value is then taken for the one seen. */
static int differs(gk_frozen *name, PyObject *now, PyObject *same)
{
    PyObject *answer = PyObject_CallFunctionObjArgs(same, now, name->value, NULL);
    int equal = answer ? PyObject_IsTrue(answer) : -1;
    Py_XDECREF(answer);
    if (equal == 1) {
        PyObject *old = name->seen;
        Py_INCREF(now);
        name->seen = now;
        Py_DECREF(old);
    }
    return equal < 0 ? -1 : !equal;
}

/* 1: a name has another value, or none, -1: with an exception set. */
int gk_frozen_changed(gk_frozen *list, PyObject *same)
{
    int changed = 0;
    for (gk_frozen *name = list; name != NULL && changed == 0; name = name->next) {
        PyObject *now = value_now(name);
        if (now != name->seen) {
            changed = now == NULL ? 1 : differs(name, now, same);
        }
        Py_XDECREF(now);
    }
    return changed;
}

/* A cell that is not as this file thinks is looked at by its attribute. */
static void check_cell(gk_frozen *name)
{
    if (((cell *)name->thing)->contents != name->value) {
        name->kind = IN_OBJECT;
        Py_INCREF(cell_contents);
        name->key = cell_contents;
    }
}

static int freeze(gk_frozen **list, int kind, PyObject *thing, PyObject *key, PyObject *value)
{
    gk_frozen *name = calloc(1, sizeof *name);
    if (name == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    Py_INCREF(thing);
    Py_XINCREF(key);
    Py_INCREF(value);
    Py_INCREF(value);
    *name = (gk_frozen){*list, kind, thing, key, value, value};
    if (kind == IN_CELL) {
        check_cell(name);
    }
    *list = name;
    return 0;
}

/* Adds lists of tuples: (dict, key, value), (cell, value) and (object, attribute, value). */
int gk_frozen_add(gk_frozen **list, PyObject *names, PyObject *cells, PyObject *attributes)
{
    PyObject *lists[] = {names, cells, attributes};
    int failed = frozen_init();
    for (int kind = IN_DICT; kind <= IN_OBJECT; kind++) {
        for (Py_ssize_t i = 0; i < PyList_Size(lists[kind]) && !failed; i++) {
            PyObject *item = PyList_GetItem(lists[kind], i), *thing, *key = NULL, *value;
            int read = kind == IN_CELL ? PyArg_ParseTuple(item, "OO", &thing, &value)
                                       : PyArg_ParseTuple(item, "OOO", &thing, &key, &value);
            failed = read ? freeze(list, kind, thing, key, value) : -1;
        }
    }
    return failed;
}

int gk_frozen_visit(const gk_frozen *list, visitproc visit, void *arg)
{
    for (const gk_frozen *name = list; name != NULL; name = name->next) {
        Py_VISIT(name->thing);
        Py_VISIT(name->value);
        Py_VISIT(name->seen);
    }
    return 0;
}

void gk_frozen_free(gk_frozen **list)
{
    gk_frozen *name = *list;
    *list = NULL;
    while (name != NULL) {
        gk_frozen *next = name->next;
        Py_DECREF(name->thing);
        Py_XDECREF(name->key);
        Py_DECREF(name->value);
        Py_DECREF(name->seen);
        free(name);
        name = next;
    }
}
