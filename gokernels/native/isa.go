package native

import (
	"os"
	"sync"

	"gokernels/gokernels/internal/cpu"
)

// isa is what code is made of.
type isa uint8

const (
	avx2   isa = iota
	avx512     // 32 registers, and 512 bits where eight iterations with 64 bits each are in the lanes
)

// onlyAVX2 is the value of GOKERNELS_NATIVE that does without AVX-512 where there is some.
const onlyAVX2 = "avx2"

// machine is that of this process.
var machine = sync.OnceValue(func() isa {
	if cpu.HasAVX512() && os.Getenv("GOKERNELS_NATIVE") != onlyAVX2 {
		return avx512
	}
	return avx2
})

// Instructions names what machine code is made of here.
func Instructions() string {
	switch {
	case !Available():
		return "none"
	case machine() == avx512:
		return "AVX-512"
	}
	return "AVX2"
}

// vectorRegisters are those that values may have.
func (t isa) vectorRegisters() []reg {
	if t == avx512 {
		return vectorFile512
	}
	return vectorFile
}

// vectorFile512 leaves ymm12 and ymm13 out too: see lowB.
var vectorFile512 = []reg{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31}
