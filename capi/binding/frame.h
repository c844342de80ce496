/* The call frame: what crosses from the C call path to Go in one call.
 *
 * Only integers, doubles as bits, short text and addresses with lengths. Its Go twin is
 * capi.Frame; call.go refuses to compile when the two differ in size or in an offset.
 */
#ifndef GK_FRAME_H
#define GK_FRAME_H

#include <stdint.h>

enum { GK_MAXDIM = 64, GK_MAXARRAY = 6, GK_MAXPARAM = 6, GK_TEXT = 512 };

/* One array: `data` is the address of element 0, strides are in bytes. */
typedef struct {
    uint64_t data;
    int32_t dtype;
    int32_t ndim;
    int64_t shape[GK_MAXDIM];
    int64_t strides[GK_MAXDIM];
} gk_array;

/* error: 0 none, otherwise an index into the table of exception types in errors.c. */
typedef struct {
    int32_t kernel;
    int32_t threads;      /* workers this call may use; 0 = the process-wide number */
    int32_t schedule;     /* parallel.Schedule */
    int32_t compute;      /* dtype that the kernel computes in */
    int32_t nin;          /* arrays[0..nin) are read */
    int32_t nout;         /* arrays[nin..nin+nout) are written */
    int32_t watched;      /* 1: call back into gk_watch now and then */
    int32_t error;
    int64_t axis;         /* GK_NOAXIS = the whole array */
    int64_t chunk;        /* iterations a chunk; 0 = the kernel's choice */
    int64_t timeout_ns;   /* 0 = none */
    int64_t token;        /* cancel token's handle; 0 = none */
    uint64_t watch;       /* address of the caller's gk_watcher */
    int32_t result_dtype; /* dtype of the scalar result; 0 = none */
    int32_t reserved;
    uint64_t result;
    uint64_t params[GK_MAXPARAM];
    gk_array arrays[GK_MAXARRAY];
    char text[GK_TEXT];   /* the error's message, NUL-terminated */
} gk_frame;

#define GK_NOAXIS INT64_MIN

#endif
