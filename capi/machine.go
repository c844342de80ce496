//go:build !gopy

package capi

import (
	"gokernels/gokernels/compile"
	"gokernels/gokernels/kernels"
)

func init() {
	kernels.UseMachine(func(name string, double bool) kernels.Map { return kernels.Map(compile.MachineMap(name, double)) })
}
