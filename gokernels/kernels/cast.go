package kernels

import "unsafe"

// castFunc copies n elements between strided places and changes their dtype as NumPy's astype does:
//
//	for i := range n { dst[i*dstStride] = To(src[i*srcStride]) }
type castFunc func(n int, dst unsafe.Pointer, dstStride int, src unsafe.Pointer, srcStride int)

// casts is castFuncs by the dtypes from and to.
var casts = [numDTypes][numDTypes]castFunc{
	Bool: castsFromTruth(),
	Int8: castsFrom[int8](), Int16: castsFrom[int16](), Int32: castsFrom[int32](), Int64: castsFrom[int64](),
	Uint8: castsFrom[uint8](), Uint16: castsFrom[uint16](), Uint32: castsFrom[uint32](), Uint64: castsFrom[uint64](),
	Float32: castsFrom[float32](), Float64: castsFrom[float64](),
}

func castsFrom[S number]() [numDTypes]castFunc {
	return [numDTypes]castFunc{
		Bool: castToTruth[S],
		Int8: castTo[int8, S], Int16: castTo[int16, S], Int32: castTo[int32, S], Int64: castTo[int64, S],
		Uint8: castTo[uint8, S], Uint16: castTo[uint16, S], Uint32: castTo[uint32, S], Uint64: castTo[uint64, S],
		Float32: castTo[float32, S], Float64: castTo[float64, S],
	}
}

func castsFromTruth() [numDTypes]castFunc {
	return [numDTypes]castFunc{
		Bool: castToTruth[truth],
		Int8: castTruth[int8], Int16: castTruth[int16], Int32: castTruth[int32], Int64: castTruth[int64],
		Uint8: castTruth[uint8], Uint16: castTruth[uint16], Uint32: castTruth[uint32], Uint64: castTruth[uint64],
		Float32: castTruth[float32], Float64: castTruth[float64],
	}
}

// castTo has a loop of its own for two contiguous sides, which runs twice as fast. The other walks by
// offsets: an address beyond the last element must not exist, as the garbage collector sees it.
func castTo[D, S number](n int, dst unsafe.Pointer, dstStride int, src unsafe.Pointer, srcStride int) {
	if dstStride == int(unsafe.Sizeof(*(*D)(dst))) && srcStride == int(unsafe.Sizeof(*(*S)(src))) {
		d, s := unsafe.Slice((*D)(dst), n), unsafe.Slice((*S)(src), n)
		for i := range d {
			d[i] = D(s[i])
		}
		return
	}
	for to, from := 0, 0; n > 0; n-- {
		*(*D)(unsafe.Add(dst, to)) = D(*(*S)(unsafe.Add(src, from)))
		to += dstStride
		from += srcStride
	}
}

// castToTruth stores 1 for anything but zero; a NaN is true.
func castToTruth[S element](n int, dst unsafe.Pointer, dstStride int, src unsafe.Pointer, srcStride int) {
	if dstStride == 1 && srcStride == int(unsafe.Sizeof(*(*S)(src))) {
		d, s := unsafe.Slice((*truth)(dst), n), unsafe.Slice((*S)(src), n)
		for i := range d {
			d[i] = truthOf(s[i] != 0)
		}
		return
	}
	for to, from := 0, 0; n > 0; n-- {
		*(*truth)(unsafe.Add(dst, to)) = truthOf(*(*S)(unsafe.Add(src, from)) != 0)
		to += dstStride
		from += srcStride
	}
}

// castTruth stores 1 for true and 0 for false.
func castTruth[D number](n int, dst unsafe.Pointer, dstStride int, src unsafe.Pointer, srcStride int) {
	if dstStride == int(unsafe.Sizeof(*(*D)(dst))) && srcStride == 1 {
		d, s := unsafe.Slice((*D)(dst), n), unsafe.Slice((*truth)(src), n)
		for i := range d {
			d[i] = D(truthOf(s[i] != 0))
		}
		return
	}
	for to, from := 0, 0; n > 0; n-- {
		*(*D)(unsafe.Add(dst, to)) = D(truthOf(*(*truth)(unsafe.Add(src, from)) != 0))
		to += dstStride
		from += srcStride
	}
}
