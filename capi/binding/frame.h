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

/* What a program raised: a class, by its name or as "@7" (object 7 of the caller's table), its arguments by their types
 * and words, and where. Addresses and lengths of text that frame.held keeps; line 0: nothing was raised. */
typedef struct {
    uint64_t class_name, class_length;
    uint64_t types, types_length;
    uint64_t words;
    uint64_t function, function_length;
    uint64_t file, file_length;
    int64_t line, column, end_line, end_column;
} gk_raised;

/* A call of a compiled program; its Go twin is capi.ProgramFrame. */
typedef struct {
    int64_t program;
    uint64_t args;      /* address of the arguments' words: see program.h */
    uint64_t results;   /* address of room for the results' words */
    int32_t threads;
    int32_t schedule;
    int32_t watched;
    int32_t error;
    int64_t nargs;      /* words at args */
    int64_t nresults;   /* words that fit at results */
    int64_t chunk;
    int64_t timeout_ns;
    int64_t token;
    uint64_t watch;
    uint64_t stream;    /* address of GK_STREAM bytes of the calling thread: its random stream, zero at first */
    int64_t held;       /* written: handle of what results and raised refer to, for gk_release; 0 = none */
    int64_t reflected;  /* written: 1 if lists come after the results */
    gk_raised raised;
    char text[GK_TEXT];
} gk_program_frame;

enum { GK_STREAM = 512 };

#define GK_RAISED 100 /* frame.error: see frame.raised */

#endif
