package kernels

import (
	"slices"
	"sync"
)

// table is every kernel, made when first asked for: compiled programs need none. A new one is a line here and a file.
var table = sync.OnceValue(func() []Row {
	return slices.Concat(
		realFunctionRows(),
		roundingRows(),
		signRows(),
		classifyRows(),
		arithRows(),
		divisionRows(),
		[]Row{powerRow()},
		realPairRows(),
		extremaRows(),
		bitRows(),
		shiftRows(),
		compareRows(),
		logicRows(),
		[]Row{whereRow(), clipRow()},
		[]Row{sumRow(), prodRow(), meanRow()},
		varRows(),
		minMaxRows(),
		argMinMaxRows(),
		anyAllRows(),
		[]Row{cumsumRow(), histogramRow(), bincountRow(), dotRow()},
		[]Row{squaresRow(), expLinearRow(), gaussiansRow(), kdeRow(), monteCarloPiRow()},
		hiddenRows(),
	)
})

var byName = sync.OnceValue(func() map[string]*Row {
	m := make(map[string]*Row, len(table()))
	for i := range table() {
		m[table()[i].Name] = &table()[i]
	}
	return m
})

// Table is every kernel, in a fixed order. It must not be changed.
func Table() []Row { return table() }

// Lookup finds a kernel by name, nil if there is none.
func Lookup(name string) *Row { return byName()[name] }
