#include <stdint.h>

/* What gk_guarded returns where the code touched an address that it may not, and the word of the context with the address. */
#define GK_FAULT (-3)
#define GK_FAULT_WORD 8

int gk_guard(void);
int64_t gk_guarded(uintptr_t code, uintptr_t size, uintptr_t context);
