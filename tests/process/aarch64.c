/* Loads the library of the aarch64 wheel and runs kernels of it; see test_aarch64.py, which builds and runs this.
 *
 * No Python is there: the program is the library's only caller, by the frame that the C call path fills too.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"

enum { N = 50000 };
static double in[N], out[N];
static gk_frame frame;

static void describe(gk_array *array, double *data, int dtype)
{
    array->data = (uint64_t)(uintptr_t)data;
    array->dtype = dtype;
    array->ndim = 1;
    array->shape[0] = N;
    array->strides[0] = sizeof(double);
}

/* program LIBRARY KERNEL DTYPE OUTPUTS: prints the error, the first line of its text, the scalar result, and every
 * 1000th number. */
int main(int argc, char **argv)
{
    if (argc != 5) {
        return 2;
    }
    void *library = dlopen(argv[1], RTLD_LAZY | RTLD_GLOBAL);
    if (library == NULL) {
        printf("%s\n", dlerror());
        return 3;
    }
    void (*run)(uint64_t) = (void (*)(uint64_t))dlsym(library, "gk_run");
    if (run == NULL || dlsym(library, "PyInit__capi") == NULL) {
        printf("the library lacks gk_run or PyInit__capi\n");
        return 4;
    }
    for (int i = 0; i < N; i++) {
        in[i] = (i - N / 2) / 1000.0;
    }
    int dtype = atoi(argv[3]);
    frame.kernel = atoi(argv[2]);
    frame.threads = 2;
    frame.compute = dtype;
    frame.axis = GK_NOAXIS;
    frame.nin = dtype == 0 ? 0 : 1;
    frame.nout = atoi(argv[4]);
    describe(&frame.arrays[0], in, dtype);
    describe(&frame.arrays[1], out, dtype);
    run((uint64_t)(uintptr_t)&frame);
    double scalar;
    memcpy(&scalar, &frame.result, sizeof scalar);
    frame.text[strcspn(frame.text, "\n")] = '\0';
    printf("%d\n%s\n%.17g\n", frame.error, frame.text, scalar);
    for (int i = 0; i < N; i += 1000) {
        printf("%.17g\n", out[i]);
    }
    return 0;
}
