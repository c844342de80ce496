//go:build goexperiment.simd && amd64 && !noasm

package vecmath

// The polynomials of poly.go on vectors, operation for operation.

// pair is c[1]*z + c[0].
func pair(c *[2]vec, z f4) f4 { return ld(&c[1]).MulAdd(z, ld(&c[0])) }

func two(c []vec) *[2]vec { return (*[2]vec)(c) }

func poly4v(c *[4]vec, z f4) f4 {
	return pair(two(c[2:4]), z).MulAdd(z.Mul(z), pair(two(c[0:2]), z))
}

func poly5v(c *[5]vec, z f4) f4 {
	z2 := z.Mul(z)
	a := pair(two(c[2:4]), z).MulAdd(z2, pair(two(c[0:2]), z))
	return ld(&c[4]).MulAdd(z2.Mul(z2), a)
}

func poly6v(c *[6]vec, z f4) f4 {
	z2 := z.Mul(z)
	a := pair(two(c[2:4]), z).MulAdd(z2, pair(two(c[0:2]), z))
	return pair(two(c[4:6]), z).MulAdd(z2.Mul(z2), a)
}

func poly7v(c *[7]vec, z f4) f4 {
	z2 := z.Mul(z)
	a := pair(two(c[2:4]), z).MulAdd(z2, pair(two(c[0:2]), z))
	b := ld(&c[6]).MulAdd(z2, pair(two(c[4:6]), z))
	return b.MulAdd(z2.Mul(z2), a)
}

func poly8v(c *[8]vec, z f4) f4 {
	z2 := z.Mul(z)
	a := pair(two(c[2:4]), z).MulAdd(z2, pair(two(c[0:2]), z))
	b := pair(two(c[6:8]), z).MulAdd(z2, pair(two(c[4:6]), z))
	return b.MulAdd(z2.Mul(z2), a)
}

func poly11v(c *[11]vec, z f4) f4 {
	z2 := z.Mul(z)
	z4 := z2.Mul(z2)
	a := pair(two(c[2:4]), z).MulAdd(z2, pair(two(c[0:2]), z))
	b := pair(two(c[6:8]), z).MulAdd(z2, pair(two(c[4:6]), z))
	t := ld(&c[10]).MulAdd(z2, pair(two(c[8:10]), z))
	return t.MulAdd(z4, b).MulAdd(z4, a)
}

func poly4fv(c *[4]vecF, z f8) f8 {
	a := ldF(&c[1]).Mul(z).Add(ldF(&c[0]))
	b := ldF(&c[3]).Mul(z).Add(ldF(&c[2]))
	return b.Mul(z.Mul(z)).Add(a)
}

func poly6fv(c *[6]vecF, z f8) f8 {
	z2 := z.Mul(z)
	a := ldF(&c[1]).Mul(z).Add(ldF(&c[0]))
	b := ldF(&c[3]).Mul(z).Add(ldF(&c[2]))
	t := ldF(&c[5]).Mul(z).Add(ldF(&c[4]))
	b = t.Mul(z2).Add(b)
	return b.Mul(z2).Add(a)
}
