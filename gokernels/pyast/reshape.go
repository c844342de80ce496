package pyast

import (
	"gokernels/gokernels/ir"
)

// reshapeCall is np.reshape(a, shape) or a.reshape(2, 3).
func (l *lowerer) reshapeCall(c *callArgs) *val {
	if order := c.kw["order"]; order != nil && order.c != "C" {
		l.unsupported("order= of reshape other than 'C'", "Use a.T.reshape(…).T.")
	}
	shape := c.args[min(1, len(c.args)):]
	for _, name := range []string{"shape", "newshape"} {
		if s := c.kw[name]; s != nil {
			shape = append(shape, s)
		}
	}
	if len(c.args) == 0 || len(shape) == 0 {
		l.fail("TypingError", "reshape() needs an array and a shape", "")
	}
	if len(shape) == 1 && shape[0].t.Kind == KTuple {
		shape = shape[0].items
	}
	return l.reshaped(l.settle(l.asArray(c.args[0], ir.Void)), l.shapeArg(c, l.tuple(shape...)))
}

func (l *lowerer) ravel(c *callArgs) *val {
	v := c.bind(l, "a", "order?")
	if l.orderFlag(v[1]) != 0 {
		return l.reshaped(l.reversed(l.settle(v[0])), []ir.Value{l.Int(-1)})
	}
	return l.reshaped(l.settle(l.asArray(v[0], ir.Void)), []ir.Value{l.Int(-1)})
}

// transposeCall is np.transpose(a, axes) or a.transpose(1, 0); the axes are constants.
func (l *lowerer) transposeCall(c *callArgs) *val {
	if len(c.args) == 0 {
		l.fail("TypingError", "transpose() needs an array", "")
	}
	a, axes := l.settle(l.asArray(c.args[0], ir.Void)), c.args[1:]
	if s := c.kw["axes"]; s != nil {
		axes = []*val{s}
	}
	if len(axes) == 0 || axes[0].isNone() {
		return l.reversed(a)
	}
	if axes[0].t.Kind == KTuple {
		axes = axes[0].items
	}
	order := make([]int, len(axes))
	seen := map[int]bool{}
	for k, axis := range axes {
		n, ok := asInt(axis.c)
		if !ok || n < -int64(a.t.NDim) || n >= int64(a.t.NDim) {
			l.fail("TypingError", "transpose() needs axes that are constants within the array's dimensions", "")
		}
		order[k] = int(n+int64(a.t.NDim)) % a.t.NDim
		seen[order[k]] = true
	}
	if len(order) != a.t.NDim || len(seen) != a.t.NDim {
		l.fail("TypingError", "axes don't match array", "")
	}
	return l.permute(a, order)
}

// broadcastTo makes a read-only view.
func (l *lowerer) broadcastTo(c *callArgs) *val {
	v := c.bind(l, "array", "shape", "subok?")
	a := l.settle(l.asArray(v[0], ir.Void))
	dims := l.shapeArg(c, v[1])
	t := viewType(a.t, len(dims))
	t.ReadOnly = true
	return &val{t: t, v: l.broadcast(a.v, dims)}
}

// expandDims adds an axis at a constant place; others are left to the library.
func (l *lowerer) expandDims(c *callArgs) *val {
	v := c.bind(l, "a", "axis")
	n, ok := asInt(v[1].c)
	if !ok {
		return nil
	}
	a := l.settle(l.asArray(v[0], ir.Void))
	if n < 0 {
		n += int64(a.t.NDim) + 1
	}
	if n < 0 || n > int64(a.t.NDim) {
		l.fail("TypingError", "the axis is out of bounds", "")
	}
	return l.newAxis(a, int(n))
}

// broadcastShapes is the shape that shapes broadcast to; an integer is a shape of one dimension.
func (l *lowerer) broadcastShapes(c *callArgs) *val {
	var shapes [][]ir.Value
	ndim := 0
	for _, a := range c.args {
		shapes = append(shapes, l.shapeArg(c, a))
		ndim = max(ndim, len(shapes[len(shapes)-1]))
	}
	dims := l.joinShapes(ndim, shapes)
	l.checkShapes(dims, shapes)
	items := make([]*val, ndim)
	for k, d := range dims {
		items[k] = intVal(d)
	}
	return l.tuple(items...)
}
