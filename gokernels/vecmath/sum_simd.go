//go:build goexperiment.simd && amd64 && !noasm

package vecmath

import "simd/archsimd"

// storeLanes ends the vector part of a block.
func storeLanes(lanes *[sumLanes]float64, a, b, c, d f4) {
	a.Store(lanes[0:4])
	b.Store(lanes[4:8])
	c.Store(lanes[8:12])
	d.Store(lanes[12:16])
	archsimd.ClearAVXUpperBits()
}

// sumBlock is the sum of one block of Sum.
func sumBlock(x []float64) float64 {
	var lanes [sumLanes]float64
	n := 0
	if accelerated {
		groups := sixteens(x)
		var a, b, c, d f4
		for i := range groups {
			g := &groups[i]
			a, b, c, d = a.Add(ld(&g[0])), b.Add(ld(&g[1])), c.Add(ld(&g[2])), d.Add(ld(&g[3]))
		}
		storeLanes(&lanes, a, b, c, d)
		n = sumLanes * len(groups)
	}
	return sumTail(&lanes, x[n:])
}

// sum32Block is the sum of one block of SumWide32.
func sum32Block(x []float32) float64 {
	var lanes [sumLanes]float64
	n := 0
	if accelerated {
		groups := sixteens(x)
		var a, b, c, d f4
		for i := range groups {
			g := &groups[i]
			a, b, c, d = a.Add(ldWide(&g[0])), b.Add(ldWide(&g[1])), c.Add(ldWide(&g[2])), d.Add(ldWide(&g[3]))
		}
		storeLanes(&lanes, a, b, c, d)
		n = sumLanes * len(groups)
	}
	return sumTail(&lanes, x[n:])
}

// dotBlock is the sum of one block of Dot.
func dotBlock(x, y []float64) float64 {
	var lanes [sumLanes]float64
	n := 0
	if accelerated {
		xs, ys := sixteens(x), sixteens(y)
		var a, b, c, d f4
		for i := range xs {
			g, h := &xs[i], &ys[i]
			a, b = ld(&g[0]).MulAdd(ld(&h[0]), a), ld(&g[1]).MulAdd(ld(&h[1]), b)
			c, d = ld(&g[2]).MulAdd(ld(&h[2]), c), ld(&g[3]).MulAdd(ld(&h[3]), d)
		}
		storeLanes(&lanes, a, b, c, d)
		n = sumLanes * len(xs)
	}
	return dotTail(&lanes, x[n:], y[n:])
}

// dot32Block is the sum of one block of DotWide32.
func dot32Block(x, y []float32) float64 {
	var lanes [sumLanes]float64
	n := 0
	if accelerated {
		xs, ys := sixteens(x), sixteens(y)
		var a, b, c, d f4
		for i := range xs {
			g, h := &xs[i], &ys[i]
			a, b = ldWide(&g[0]).MulAdd(ldWide(&h[0]), a), ldWide(&g[1]).MulAdd(ldWide(&h[1]), b)
			c, d = ldWide(&g[2]).MulAdd(ldWide(&h[2]), c), ldWide(&g[3]).MulAdd(ldWide(&h[3]), d)
		}
		storeLanes(&lanes, a, b, c, d)
		n = sumLanes * len(xs)
	}
	return dotTail(&lanes, x[n:], y[n:])
}
