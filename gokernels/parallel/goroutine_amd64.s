//go:build !noasm

#include "textflag.h"

// func Goroutine() uintptr
// The runtime keeps the running g in thread-local storage; two instructions, as the
// one-instruction form is not available in a shared library.
TEXT ·Goroutine(SB), NOSPLIT, $0-8
	MOVQ TLS, CX
	MOVQ 0(CX)(TLS*1), AX
	MOVQ AX, ret+0(FP)
	RET

// func pause(n int)
TEXT ·pause(SB), NOSPLIT, $0-8
	MOVQ n+0(FP), CX
again:
	PAUSE
	DECQ CX
	JG   again
	RET
