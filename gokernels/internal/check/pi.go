package check

import (
	"math/big"
	"sync"
)

var piCache struct {
	sync.Mutex
	v *big.Float
}

// bigPi is pi to at least prec bits by Machin's formula, 16 atan(1/5) - 4 atan(1/239),
// in integers scaled by 2^n. The longest value asked for so far is kept.
func bigPi(prec uint) *big.Float {
	piCache.Lock()
	defer piCache.Unlock()
	if piCache.v == nil || piCache.v.Prec() < prec {
		n := prec + 64
		v := new(big.Int).Mul(big.NewInt(16), atanInverse(5, n))
		v.Sub(v, new(big.Int).Mul(big.NewInt(4), atanInverse(239, n)))
		f := new(big.Float).SetPrec(prec).SetInt(v)
		piCache.v = f.SetMantExp(f, -int(n))
	}
	return new(big.Float).SetPrec(prec).Set(piCache.v)
}

// atanInverse is atan(1/q) * 2^n.
func atanInverse(q int64, n uint) *big.Int {
	term := new(big.Int).Div(new(big.Int).Lsh(big.NewInt(1), n), big.NewInt(q))
	total := new(big.Int)
	square := big.NewInt(q * q)
	for k := int64(1); term.Sign() != 0; k += 2 {
		t := new(big.Int).Div(term, big.NewInt(k))
		if k%4 == 3 {
			t.Neg(t)
		}
		total.Add(total, t)
		term.Div(term, square)
	}
	return total
}
