package pyast

import "math/big"

// mostBits bounds numbers that are computed while compiling: 2**10**9 is not.
const mostBits = 4096

// exactInt computes an expression of integer literals as Python does, without a bound; nil if it is another expression.
func exactInt(e Expr) *big.Int {
	switch e := e.(type) {
	case *Constant:
		switch x := e.Value.(type) {
		case int64:
			return big.NewInt(x)
		case uint64:
			return new(big.Int).SetUint64(x)
		case Huge:
			n, _ := new(big.Int).SetString(string(x), 10)
			return n
		}
	case *UnaryOp:
		x := exactInt(e.Operand)
		switch {
		case x == nil:
		case e.Op == "USub":
			return new(big.Int).Neg(x)
		case e.Op == "UAdd":
			return x
		case e.Op == "Invert":
			return new(big.Int).Not(x)
		}
	case *BinOp:
		x, y := exactInt(e.Left), exactInt(e.Right)
		if x != nil && y != nil && x.BitLen()+y.BitLen() < mostBits {
			return exactOp(e.Op, x, y)
		}
	}
	return nil
}

func exactOp(op string, x, y *big.Int) *big.Int {
	z := new(big.Int)
	switch op {
	case "Add":
		return z.Add(x, y)
	case "Sub":
		return z.Sub(x, y)
	case "Mult":
		return z.Mul(x, y)
	case "BitAnd":
		return z.And(x, y)
	case "BitOr":
		return z.Or(x, y)
	case "BitXor":
		return z.Xor(x, y)
	case "Pow":
		if y.Sign() >= 0 && y.IsInt64() && y.Int64()*int64(x.BitLen()) < mostBits {
			return z.Exp(x, y, nil)
		}
	case "LShift":
		if y.Sign() >= 0 && y.IsInt64() && y.Int64() < mostBits {
			return z.Lsh(x, uint(y.Int64()))
		}
	case "RShift":
		if y.Sign() >= 0 && y.IsInt64() && y.Int64() < mostBits {
			return z.Rsh(x, uint(y.Int64()))
		}
	case "FloorDiv", "Mod":
		return exactDivision(op, x, y)
	}
	return nil
}

// exactDivision rounds down, and the remainder has the divisor's sign.
func exactDivision(op string, x, y *big.Int) *big.Int {
	if y.Sign() == 0 {
		return nil
	}
	q, r := new(big.Int).QuoRem(x, y, new(big.Int))
	if r.Sign() != 0 && r.Sign() != y.Sign() {
		q.Sub(q, big.NewInt(1))
		r.Add(r, y)
	}
	if op == "Mod" {
		return r
	}
	return q
}

// intConstant is a number as a Constant holds it.
func intConstant(n *big.Int) any {
	switch {
	case n.IsInt64():
		return n.Int64()
	case n.IsUint64():
		return n.Uint64()
	}
	return Huge(n.String())
}
