//go:build !(goexperiment.simd && amd64) || noasm

package vecmath

// sumBlock is the sum of one block of Sum.
func sumBlock(x []float64) float64 { return sumTail(new([sumLanes]float64), x) }

// sum32Block is the sum of one block of SumWide32.
func sum32Block(x []float32) float64 { return sumTail(new([sumLanes]float64), x) }

// dotBlock is the sum of one block of Dot.
func dotBlock(x, y []float64) float64 { return dotTail(new([sumLanes]float64), x, y) }

// dot32Block is the sum of one block of DotWide32.
func dot32Block(x, y []float32) float64 { return dotTail(new([sumLanes]float64), x, y) }
