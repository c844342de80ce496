//go:build !gopy

package capi

import (
	"unsafe"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/random"
)

// raisedError in ProgramFrame.Error means that Raised tells of the exception.
const raisedError = 100

// streamBytes is what the caller keeps for a thread's random stream.
const streamBytes = 512

// FrameRaised is a Python exception in a ProgramFrame: addresses and lengths of text, words by types.
type FrameRaised struct {
	Class, ClassLength       uint64
	Types, TypesLength       uint64
	Words                    uint64
	Function, FunctionLength uint64
	File, FileLength         uint64
	Line, Column             int64
	EndLine, EndColumn       int64
}

// ProgramFrame is one call of a program as the C call path lays it out; its C twin is gk_program_frame. What Go
// writes there of its own memory it keeps under the handle Held until ReleaseHandle.
type ProgramFrame struct {
	Program   int64
	Args      uint64
	Results   uint64
	Threads   int32
	Schedule  int32
	Watched   int32
	Error     int32
	NArgs     int64
	NResults  int64
	Chunk     int64
	TimeoutNS int64
	Token     int64
	Watch     uint64
	Stream    uint64
	Held      int64
	Reflected int64
	Raised    FrameRaised
	Text      [MaxText]byte
}

// threadStream is the random stream of an operating system's thread. It lies in the caller's memory, zero at first.
type threadStream struct {
	ready  uint64
	stream random.Stream
}

// It fits, or this does not compile.
const _ = uint(streamBytes - unsafe.Sizeof(threadStream{}))

// open returns the stream, seeded by the operating system if nobody has used it.
func (s *threadStream) open() *random.Stream {
	if s.ready == 0 {
		s.ready, s.stream = 1, random.New(random.Seed(), 0)
	}
	return &s.stream
}

// holder collects what a frame's addresses point to.
type holder struct {
	words [][]uint64
	texts []string
}

func (h *holder) text(s string) (address, length uint64) {
	if s == "" {
		return 0, 0
	}
	h.texts = append(h.texts, s)
	return uint64(uintptr(unsafe.Pointer(unsafe.StringData(s)))), uint64(len(s))
}

func (h *holder) row(words []uint64) (address uint64) {
	if len(words) == 0 {
		return 0
	}
	h.words = append(h.words, words)
	return uint64(uintptr(unsafe.Pointer(unsafe.SliceData(words))))
}

// adopt takes over what another holder keeps.
func (h *holder) adopt(other *holder) {
	h.words, h.texts = append(h.words, other.words...), append(h.texts, other.texts...)
}

func (h *holder) empty() bool { return len(h.words) == 0 && len(h.texts) == 0 }

// setRaised writes a Python exception.
func (f *ProgramFrame) setRaised(r *interp.Raised, h *holder) {
	f.Error = raisedError
	out := &f.Raised
	out.Class, out.ClassLength = h.text(r.Class)
	types, words := encodeArgs(r.Args, h)
	out.Types, out.TypesLength = h.text(types)
	out.Words = h.row(words)
	out.Function, out.FunctionLength = h.text(r.Func)
	out.File, out.FileLength = h.text(r.File)
	out.Line, out.Column = int64(r.Pos.Line), int64(r.Pos.Col)
	out.EndLine, out.EndColumn = int64(r.Pos.EndLine), int64(r.Pos.End)
}

// setError writes any other error.
func (f *ProgramFrame) setError(err error) {
	class, text := classify(err)
	f.Error = int32(class)
	n := copy(f.Text[:MaxText-1], text)
	f.Text[n] = 0
}
