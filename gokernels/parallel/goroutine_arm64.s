//go:build !noasm

#include "textflag.h"

// func Goroutine() uintptr
// The runtime reserves a register for the running g.
TEXT ·Goroutine(SB), NOSPLIT, $0-8
	MOVD g, ret+0(FP)
	RET

// func pause(n int)
TEXT ·pause(SB), NOSPLIT, $0-8
	MOVD n+0(FP), R0
again:
	YIELD
	SUBS $1, R0, R0
	BGT  again
	RET
