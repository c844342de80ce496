/* What the C files of this extension share. */
#ifndef GK_BINDING_H
#define GK_BINDING_H

#ifndef Py_LIMITED_API
#define Py_LIMITED_API 0x030B0000
#endif
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "frame.h"
#include "zspecs.h"

/* At a fixed place of the thread's block, as Go's own variable: no call finds it, and signal handlers may use it. Room is
 * scarce there, and each copy of the library in a line of forked processes takes some. */
#define GK_THREAD_LOCAL _Thread_local __attribute__((tls_model("initial-exec")))

/* errors.c */
void gk_raise(int error, const char *text); /* needs the GIL */
void gk_raise_text(const char *text);       /* "ValueError: …"; takes the GIL itself */
int gk_errors_init(PyObject *cancelled, PyObject *kernel_error);

/* dtypes.c */
int gk_dtype_of(const char *format, Py_ssize_t itemsize); /* GK_NODTYPE: not ours */
PyObject *gk_dtype_object(int dtype);                     /* borrowed */
PyObject *gk_scalar(int dtype, uint64_t bits);            /* new reference */
int gk_dtypes_init(PyObject *dtypes, PyObject *types);

/* ndarray.c */
extern int gk_ndarray_trusted;                                          /* 0: take the buffer protocol */
int gk_ndarray_read(PyObject *object, int writable, gk_array *array);   /* 0: not one of ours */
int gk_ndarray_check(PyObject *samples);                                /* -1 with an exception set */
int64_t gk_itemsize(int dtype);

/* threads.c */
int gk_threads_now(void);
int64_t gk_chunk_now(void);
int gk_on_main_thread(void);
int gk_enter_kernel(void); /* 1: on the main thread */
extern PyMethodDef gk_thread_methods[];

/* signals.c */
PyThreadState *gk_enter_go(int another); /* than the main thread; releases the GIL */
void gk_leave_go(PyThreadState *thread);
int gk_signals_init(void); /* -1 with an exception set */

/* watch.c */
typedef struct {
    PyThreadState *thread; /* saved while the GIL is released */
    PyObject *progress;    /* called with (done, total); NULL = none */
    int signals;           /* 1: run Python's signal handlers */
} gk_watcher;
int gk_watch(uint64_t watcher, int64_t done, int64_t total);

/* call.c */
int gk_execute(gk_frame *frame, PyObject *progress); /* -1 with an exception set */
extern PyMethodDef gk_call_methods[];

/* init.c */
int gk_init(PyObject *module);

#endif
