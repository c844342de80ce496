/* How many workers the calling thread's kernels may use, and their chunk size.
 *
 * Two levels: the value that this thread set for itself by an open scope, or else
 * the process-wide one. Kept in C because every call reads them.
 */
#include "binding.h"

#include <pthread.h>
#include <stdatomic.h>

static _Atomic int shared_threads;
static _Atomic int64_t shared_chunk;
static _Thread_local int own_threads;
static _Thread_local int64_t own_chunk = -1;
static pthread_t main_thread;
static int main_known;

int gk_threads_now(void)
{
    return own_threads ? own_threads : atomic_load_explicit(&shared_threads, memory_order_relaxed);
}

int64_t gk_chunk_now(void)
{
    return own_chunk >= 0 ? own_chunk : atomic_load_explicit(&shared_chunk, memory_order_relaxed);
}

int gk_on_main_thread(void)
{
    return main_known && pthread_equal(pthread_self(), main_thread);
}

static PyObject *threads_now(PyObject *self, PyObject *unused)
{
    return PyLong_FromLong(gk_threads_now());
}

static PyObject *set_shared_threads(PyObject *self, PyObject *value)
{
    int n = (int)PyLong_AsLong(value);
    if (PyErr_Occurred()) {
        return NULL;
    }
    atomic_store(&shared_threads, n);
    Py_RETURN_NONE;
}

static PyObject *set_own_threads(PyObject *self, PyObject *value)
{
    int n = (int)PyLong_AsLong(value);
    if (PyErr_Occurred()) {
        return NULL;
    }
    own_threads = n;
    Py_RETURN_NONE;
}

static PyObject *chunk_now(PyObject *self, PyObject *unused)
{
    return PyLong_FromLongLong(gk_chunk_now());
}

static PyObject *set_shared_chunk(PyObject *self, PyObject *value)
{
    int64_t n = PyLong_AsLongLong(value);
    if (PyErr_Occurred()) {
        return NULL;
    }
    atomic_store(&shared_chunk, n);
    Py_RETURN_NONE;
}

static PyObject *set_own_chunk(PyObject *self, PyObject *value)
{
    int64_t n = PyLong_AsLongLong(value);
    if (PyErr_Occurred()) {
        return NULL;
    }
    own_chunk = n;
    Py_RETURN_NONE;
}

static PyObject *set_main_thread(PyObject *self, PyObject *ident)
{
    unsigned long value = PyLong_AsUnsignedLong(ident);
    if (PyErr_Occurred()) {
        return NULL;
    }
    main_thread = (pthread_t)value;
    main_known = 1;
    Py_RETURN_NONE;
}

PyMethodDef gk_thread_methods[] = {
    {"threads_now", threads_now, METH_NOARGS, "Workers that this thread's calls use; 0 = the default."},
    {"set_shared_threads", set_shared_threads, METH_O, "Set the process-wide number of workers."},
    {"set_own_threads", set_own_threads, METH_O, "Set this thread's number of workers; 0 = the process-wide one."},
    {"chunk_now", chunk_now, METH_NOARGS, "Chunk size of this thread's calls; 0 = the kernel's choice."},
    {"set_shared_chunk", set_shared_chunk, METH_O, "Set the process-wide chunk size."},
    {"set_own_chunk", set_own_chunk, METH_O, "Set this thread's chunk size; -1 = the process-wide one."},
    {"set_main_thread", set_main_thread, METH_O, "Tell which thread (threading.get_ident) runs signal handlers."},
    {NULL, NULL, 0, NULL},
};
