package capi

import (
	"runtime"
	"strings"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

func TestHandles(t *testing.T) {
	var held table
	a, b := held.put("a"), held.put("b")
	assert.NotEqual(t, a, b)
	assert.NotZero(t, a)
	assert.Equal(t, 2, held.count())
	assert.Equal(t, "a", held.take(a))
	assert.Nil(t, held.take(a))
	assert.Nil(t, held.take(0))
	assert.Nil(t, held.take(99))
	assert.Equal(t, a, held.put("c"), "numbers are used again")
	assert.Equal(t, 2, held.count())
}

func TestSlots(t *testing.T) {
	for _, c := range []struct {
		t             ir.Type
		words, result int
	}{
		{ir.I8, 1, 1}, {ir.Bool, 1, 1}, {ir.C64, 2, 2}, {ir.C128, 2, 2}, {ir.Str, 2, 2}, {"f64[0]", 2, 5}, {"f64[3]", 8, 11},
		{"v16[1]", 4, 7}, {"list(f64,i64)", 2, 2}, {"set(i64)", 2, 2}, {"dict(str;f64,c64)", 2, 2},
	} {
		s := newSlot(c.t)
		assert.Equal(t, c.words, s.words(), c.t)
		assert.Equal(t, c.result, s.resultWords(), c.t)
	}
	s := newSlot("dict(str;f64,c64)")
	assert.Equal(t, 5, rowWords(s.columns))
	s = newSlot("v16[2]")
	assert.Equal(t, 16, s.size)
}

// kept is what frames know by addresses only.
var kept []any

// frameFor is a frame of a program with the given words.
func frameFor(t *testing.T, text string, args []uint64, results int) (*ProgramFrame, []uint64) {
	f := &ProgramFrame{Program: programFor(t, text), NArgs: int64(len(args)), NResults: int64(results)}
	room, stream := make([]uint64, results+1), new(threadStream)
	kept = append(kept, f, args, room, stream)
	f.Args = uint64(uintptr(unsafe.Pointer(unsafe.SliceData(args))))
	f.Results = uint64(uintptr(unsafe.Pointer(unsafe.SliceData(room))))
	f.Stream = uint64(uintptr(unsafe.Pointer(stream)))
	return f, room
}

func message(f *ProgramFrame) string { return textAt(uint64(uintptr(unsafe.Pointer(&f.Text))), 40) }

func TestRunProgramReturnsWords(t *testing.T) {
	f, out := frameFor(t, "(int,complex)\nfunc f(%1 i64, %2 c128) i64 c128 {\n  return %1 %2\n}\n", []uint64{7, 8, 9}, 3)
	RunProgram(f, nil, nil)
	require.Zero(t, f.Error, message(f))
	assert.Equal(t, []uint64{7, 8, 9}, out[:3])
	assert.Zero(t, f.Held)
}

func TestRunProgramRefusesWordsThatDoNotFit(t *testing.T) {
	text := "int\nfunc f(%1 i64, %2 i64) i64 {\n  return %1\n}\n"
	for _, args := range [][]uint64{{}, {1}, {1, 2, 3}} {
		f, _ := frameFor(t, text, args, 1)
		RunProgram(f, nil, nil)
		assert.EqualValues(t, kernelError, f.Error)
	}
	f, _ := frameFor(t, text, []uint64{1, 2}, 0)
	RunProgram(f, nil, nil)
	assert.EqualValues(t, kernelError, f.Error, "no room for the result")
	f, _ = frameFor(t, text, []uint64{1, 2}, 1)
	f.Program = 1 << 40
	RunProgram(f, nil, nil)
	assert.EqualValues(t, valueError, f.Error)
	assert.Contains(t, message(f), "no such program")
}

func TestRunProgramRaises(t *testing.T) {
	f, _ := frameFor(t, "none\nfunc f(%1 i64) {\n  raise KeyError %1 ; line 3 col 5\n}\n", []uint64{7}, 0)
	RunProgram(f, nil, nil)
	require.EqualValues(t, raisedError, f.Error)
	assert.Equal(t, "KeyError", textAt(f.Raised.Class, f.Raised.ClassLength))
	assert.Equal(t, "int", textAt(f.Raised.Types, f.Raised.TypesLength))
	assert.Equal(t, []uint64{7}, wordsAt(f.Raised.Words, 1))
	assert.EqualValues(t, 3, f.Raised.Line)
	require.NotZero(t, f.Held)
	ReleaseHandle(f.Held)
}

func TestArgumentsOfExceptions(t *testing.T) {
	var h holder
	types, words := encodeArgs([]any{true, int64(-1), ^uint64(0), 1.5, 2i, "text", "", nil}, &h)
	assert.Equal(t, "bool,int,u64,float,complex,str,str,none", types)
	assert.Len(t, words, 10)
	assert.Equal(t, "text", textAt(words[6], words[7]))
}

func TestClasses(t *testing.T) {
	unit, err := Define("none\nfunc f() {\n  return\n}\n")
	require.NoError(t, err)
	_, err = Classes(unit, `{"@7": ["@7", "LookupError"]}`)
	require.NoError(t, err)
	u, err := unitOf(unit)
	require.NoError(t, err)
	assert.True(t, u.subclass("@7", "LookupError"))
	assert.False(t, u.subclass("@7", "ValueError"))
	assert.False(t, u.subclass("@8", "LookupError"))
	_, err = Classes(unit, "nonsense")
	assert.Error(t, err)
	_, err = Classes(unit+100, "{}")
	assert.Error(t, err)
}

func TestForget(t *testing.T) {
	number := programFor(t, "none\nfunc f() {\n  return\n}\n")
	p, err := programOf(number)
	require.NoError(t, err)
	text, err := ProgramIR(number)
	require.NoError(t, err)
	assert.Contains(t, text, "func f()")
	for n, u := range units.live {
		if u == p.unit {
			_, err = Forget(n)
			require.NoError(t, err)
			_, err = Specialize(n, "")
			assert.Error(t, err)
		}
	}
	_, err = ProgramIR(number)
	assert.Error(t, err)
	_, err = programOf(0)
	assert.Error(t, err)
}

func TestListsGoThereAndBack(t *testing.T) {
	s := newSlot("list(f64,c128)")
	words := []uint64{1, 2, 3, 4, 5, 6}
	v := listOf(&s, words)
	require.Equal(t, 2, v.Ref.(*interp.List).Len())
	var h holder
	rows, n := rowsOf(&s, v, &h)
	assert.Equal(t, words, rows)
	assert.Equal(t, 2, n)
}

func TestSetsAndDictsGoThereAndBack(t *testing.T) {
	words := []uint64{5, 1, 7, 2, 5, 3}
	for text, want := range map[ir.Type][]uint64{"set(i64)": {5, 1, 7, 2, 3}, "dict(i64;i64)": {5, 3, 7, 2}} {
		s := newSlot(text)
		var h holder
		rows, n := rowsOf(&s, containerOf(&s, words), &h)
		assert.Equal(t, want, rows, text)
		assert.Equal(t, len(want), n*len(s.columns), text)
	}
}

func TestRowsAreComparedByTheirText(t *testing.T) {
	columns := slots([]ir.Type{ir.I64, ir.Str})
	var h holder
	row := func(n uint64, text string) []uint64 {
		address, length := h.text(strings.Clone(text))
		return []uint64{n, address, length}
	}
	one := row(1, "one")
	assert.True(t, sameRows(columns, one, row(1, "one")))
	assert.False(t, sameRows(columns, one, row(1, "two")))
	assert.False(t, sameRows(columns, one, row(2, "one")))
	assert.False(t, sameRows(columns, one, append(row(1, "one"), one...)))
	runtime.KeepAlive(h.texts)
}

func TestSameArray(t *testing.T) {
	data := make([]byte, 64)
	a := interp.Array{Data: data, Shape: []int{4}, Strides: []int{16}, Elem: ir.F64}
	same := a
	assert.True(t, sameArray(&a, &same))
	for _, change := range []func(b *interp.Array){
		func(b *interp.Array) { b.Elem = ir.I64 },
		func(b *interp.Array) { b.ReadOnly = true },
		func(b *interp.Array) { b.Shape = []int{3} },
		func(b *interp.Array) { b.Strides = []int{8} },
		func(b *interp.Array) { b.Offset = 8 },
		func(b *interp.Array) { b.Shape, b.Strides = []int{4, 1}, []int{16, 8} },
	} {
		other := a
		change(&other)
		assert.False(t, sameArray(&a, &other))
	}
}
