/* How many workers the calling thread's kernels may use, and their chunk size.
 *
 * Two levels: the value that this thread set for itself by an open scope, or else
 * the process-wide one. Kept in C because every call reads them.
 *
 * The main thread's own values are no thread-local ones: in a forked child the main
 * thread is the one that forked, its scopes stay open, and whichever thread loads the
 * child's copy of the library has to tell the copy of them.
 */
#include "binding.h"

#include <pthread.h>
#include <stdatomic.h>

static _Atomic int shared_threads;
static _Atomic int64_t shared_chunk;
static GK_THREAD_LOCAL int own_threads;
static GK_THREAD_LOCAL int64_t own_chunk = -1;
static _Atomic int main_threads;
static _Atomic int64_t main_chunk = -1;
static pthread_t main_thread;
static int main_known;

int gk_on_main_thread(void)
{
    return main_known && pthread_equal(pthread_self(), main_thread);
}

static PyObject *elsewhere; /* to be called before the first kernel that another than the main thread runs; or NULL */

/* Whether signal handlers are this call's business. */
int gk_enter_kernel(void)
{
    if (gk_on_main_thread()) {
        return 1;
    }
    PyObject *hook = elsewhere;
    if (hook != NULL) {
        elsewhere = NULL;
        PyObject *result = PyObject_CallNoArgs(hook);
        if (result == NULL) {
            PyErr_WriteUnraisable(hook);
        }
        Py_XDECREF(result);
        Py_DECREF(hook);
    }
    return 0;
}

int gk_threads_now(void)
{
    if (own_threads) {
        return own_threads;
    }
    int n = atomic_load_explicit(&main_threads, memory_order_relaxed);
    return n && gk_on_main_thread() ? n : atomic_load_explicit(&shared_threads, memory_order_relaxed);
}

int64_t gk_chunk_now(void)
{
    if (own_chunk >= 0) {
        return own_chunk;
    }
    int64_t n = atomic_load_explicit(&main_chunk, memory_order_relaxed);
    return n >= 0 && gk_on_main_thread() ? n : atomic_load_explicit(&shared_chunk, memory_order_relaxed);
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
    if (gk_on_main_thread()) {
        atomic_store(&main_threads, n);
    } else {
        own_threads = n;
    }
    Py_RETURN_NONE;
}

static PyObject *set_main_threads(PyObject *self, PyObject *value)
{
    int n = (int)PyLong_AsLong(value);
    if (PyErr_Occurred()) {
        return NULL;
    }
    atomic_store(&main_threads, n);
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
    if (gk_on_main_thread()) {
        atomic_store(&main_chunk, n);
    } else {
        own_chunk = n;
    }
    Py_RETURN_NONE;
}

static PyObject *set_main_chunk(PyObject *self, PyObject *value)
{
    int64_t n = PyLong_AsLongLong(value);
    if (PyErr_Occurred()) {
        return NULL;
    }
    atomic_store(&main_chunk, n);
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

static PyObject *set_elsewhere(PyObject *self, PyObject *hook)
{
    PyObject *old = elsewhere;
    Py_INCREF(hook);
    elsewhere = hook;
    Py_XDECREF(old);
    Py_RETURN_NONE;
}

PyMethodDef gk_thread_methods[] = {
    {"threads_now", threads_now, METH_NOARGS, "Workers that this thread's calls use; 0 = the default."},
    {"set_shared_threads", set_shared_threads, METH_O, "Set the process-wide number of workers."},
    {"set_own_threads", set_own_threads, METH_O, "Set this thread's number of workers; 0 = the process-wide one."},
    {"set_main_threads", set_main_threads, METH_O, "Set the main thread's number of workers, from any thread."},
    {"chunk_now", chunk_now, METH_NOARGS, "Chunk size of this thread's calls; 0 = the kernel's choice."},
    {"set_shared_chunk", set_shared_chunk, METH_O, "Set the process-wide chunk size."},
    {"set_own_chunk", set_own_chunk, METH_O, "Set this thread's chunk size; -1 = the process-wide one."},
    {"set_main_chunk", set_main_chunk, METH_O, "Set the main thread's chunk size, from any thread."},
    {"set_main_thread", set_main_thread, METH_O, "Tell which thread (threading.get_ident) runs signal handlers."},
    {"set_elsewhere", set_elsewhere, METH_O, "Set what is called once, before another than the main thread runs a kernel."},
    {NULL, NULL, 0, NULL},
};
