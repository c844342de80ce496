package pyast_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/ir"
	"gokernels/gokernels/pyast"
)

// sample is what Python sends for: def f(a, b=2.0): return np.sin(a[0]) * N + b
const sample = `{"functions":[{"id":1,"name":"f","file":"t.py","first":4,"line":5,"source":["@njit","def f(a, b=2.0):","    return …"],
"params":[["a",null,false],["b",["const","",0,["f","0x1.0p+1"],true,null],true]],"vararg":"rest",
"options":{"parallel":true,"fastmath":false,"numpy_errors":true,"no_bounds":false},
"body":[["Return",6,5,6,30,["BinOp",6,12,6,30,"Add",["Call",6,12,6,24,["Name",6,12,6,18,"np.sin"],
 [["Subscript",6,19,6,23,["Name",6,19,6,20,"a"],["Constant",6,21,6,22,["i","0"]]]],[["out",["Constant",1,1,1,2,null]]]],["Name",6,27,6,28,"b"]]]],
"globals":{"np.sin":["function","numpy.sin",0,null,false,null],"N":["const","float32",0,["f","inf"],false,null],
 "g":["compiled","",2,null,false,null],"P":["namedtuple","P",7,null,false,["x","y"]],
 "t":["const","",0,["t",["const","",0,["i","18446744073709551615"],true,null],["const","",0,null,false,null]],false,null]}},
{"id":2,"name":"g","file":"t.py","first":1,"line":1,"source":[],"params":[],"vararg":"","body":[["Pass",1,1,1,2]],"globals":{},"options":{}}]}`

func decode(t *testing.T, body string) []pyast.Stmt {
	t.Helper()
	u, err := pyast.Decode([]byte(wrap(body)))
	require.NoError(t, err)
	return u.Functions[0].Body
}

func wrap(body string) string {
	return `{"functions":[{"id":1,"name":"f","body":[` + body + `],"globals":{}}]}`
}

// e wraps an expression as a statement.
func e(expression string) string { return `["ExprStmt",1,1,1,2,` + expression + `]` }

func TestDecodeFunction(t *testing.T) {
	u, err := pyast.Decode([]byte(sample))
	require.NoError(t, err)
	require.Len(t, u.Functions, 2)
	f := u.Functions[0]
	assert.Equal(t, []any{1, "f", "t.py", 4, 5, "rest"}, []any{f.ID, f.Name, f.File, f.First, f.Line, f.Vararg})
	assert.Equal(t, pyast.Options{Parallel: true, NumpyErrors: true}, f.Options)
	assert.Len(t, f.Source, 3)
	assert.Nil(t, f.Params[0].Default)
	assert.Equal(t, 2.0, f.Params[1].Default.Value)
	assert.True(t, f.Params[1].KeywordOnly && f.Params[1].Default.Weak)
	assert.Equal(t, &pyast.Global{Kind: pyast.GTuple, Name: "P", ID: 7, Fields: []string{"x", "y"}}, f.Globals["P"])
	items := f.Globals["t"].Value.([]*pyast.Global)
	assert.Equal(t, []any{uint64(1<<64 - 1), nil}, []any{items[0].Value, items[1].Value})
}

func TestDecodeExpression(t *testing.T) {
	u, err := pyast.Decode([]byte(sample))
	require.NoError(t, err)
	sum := u.Functions[0].Body[0].(*pyast.Return).Value.(*pyast.BinOp)
	call := sum.Left.(*pyast.Call)
	assert.Equal(t, ir.Pos{Line: 6, Col: 12, EndLine: 6, End: 30}, sum.Where())
	assert.Equal(t, "np.sin", call.Func.(*pyast.Name).ID)
	assert.Equal(t, int64(0), call.Args[0].(*pyast.Subscript).Index.(*pyast.Constant).Value)
	assert.Equal(t, "out", call.Keywords[0].Name)
}

func TestDecodeConstants(t *testing.T) {
	for text, want := range map[string]any{
		`null`: nil, `true`: true, `["i","-5"]`: int64(-5), `["i","9223372036854775808"]`: uint64(1 << 63),
		`["h","-18446744073709551616"]`: pyast.Huge("-18446744073709551616"), `["f","-0x1.8p-3"]`: -0.1875,
		`["c","0x0p+0","0x1p+0"]`: complex(0, 1), `["s","é"]`: "é", `["e"]`: pyast.EllipsisValue{},
	} {
		s := decode(t, e(`["Constant",1,1,1,2,`+text+`]`))[0].(*pyast.ExprStmt)
		assert.Equal(t, want, s.Value.(*pyast.Constant).Value, text)
	}
}

const name = `["Name",1,1,1,2,"x"]`

// every has one of each node but those above.
var every = []string{
	e(`["UnaryOp",1,1,1,2,"Not",` + name + `]`), e(`["BoolOp",1,1,1,2,"And",[` + name + `,` + name + `]]`),
	e(`["Compare",1,1,1,2,` + name + `,["Lt","NotIn"],[` + name + `,` + name + `]]`), e(`["Attribute",1,1,1,2,` + name + `,"T"]`),
	e(`["Slice",1,1,1,2,null,` + name + `,null]`), e(`["Tuple",1,1,1,2,[` + name + `]]`), e(`["List",1,1,1,2,[]]`),
	e(`["Set",1,1,1,2,[` + name + `]]`), e(`["Dict",1,1,1,2,[null],[` + name + `]]`),
	e(`["IfExp",1,1,1,2,` + name + `,` + name + `,` + name + `]`), e(`["Starred",1,1,1,2,` + name + `]`),
	e(`["Lambda",1,1,1,2,{"id":0,"name":"l","file":"","first":1,"line":1,"params":[["x",null,false]],"vararg":"","body":[["Pass",1,1,1,2]]}]`),
	e(`["Comp",1,1,1,2,"Dict",` + name + `,` + name + `,[[` + name + `,` + name + `,[` + name + `]]]]`),
	e(`["JoinedStr",1,1,1,2,[["Formatted",1,1,1,2,` + name + `,"r",null]]]`), e(`["NamedExpr",1,1,1,2,` + name + `,` + name + `]`),
	e(`["Unsupported",1,1,1,2,"await"]`), e(`["Yield",1,1,1,2,null]`),
	`["Assign",1,1,1,2,[` + name + `],` + name + `]`, `["AugAssign",1,1,1,2,` + name + `,"Pow",` + name + `]`,
	`["AnnAssign",1,1,1,2,` + name + `,null]`, `["For",1,1,1,2,` + name + `,` + name + `,[["Break",1,1,1,2]],[]]`,
	`["While",1,1,1,2,` + name + `,[["Continue",1,1,1,2]],[["Pass",1,1,1,2]]]`, `["If",1,1,1,2,` + name + `,[],[]]`,
	`["With",1,1,1,2,[` + name + `],[null],[]]`, `["Return",1,1,1,2,null]`, `["Raise",1,1,1,2,` + name + `,null]`,
	`["Assert",1,1,1,2,` + name + `,` + name + `]`, `["Delete",1,1,1,2,[` + name + `]]`, `["Nonlocal",1,1,1,2,["a"]]`,
	`["Try",1,1,1,2,[],[["ExceptHandler",1,1,1,2,` + name + `,"e",[]]],[],[]]`,
	`["FunctionDef",1,1,1,2,{"id":0,"name":"g","file":"","first":1,"line":1,"params":[],"vararg":"","body":[]}]`,
}

func TestDecodeEveryNode(t *testing.T) {
	seen := map[string]bool{}
	for _, text := range every {
		s := decode(t, text)[0]
		seen[fmt.Sprintf("%T", s)] = true
		if x, ok := s.(*pyast.ExprStmt); ok {
			seen[fmt.Sprintf("%T", x.Value)] = true
		}
	}
	assert.Len(t, seen, len(every)+1)
}

func TestDecodeRefuses(t *testing.T) {
	for text, message := range map[string]string{
		``: "EOF", `{}`: "no function", `{"functions":[null]}`: "missing", `{"functions":[{"id":1},{"id":1}]}`: "twice",
		wrap(`["Nothing",1,1,1,2]`):                                                  "unknown statement",
		wrap(`null`):                                                                 "unknown statement",
		wrap(e(`["Nothing",1,1,1,2]`)):                                               "unknown expression",
		wrap(e(`null`)):                                                              "lacks",
		wrap(e(`["Name",1,1,1,2]`)):                                                  "0 fields, not 1",
		wrap(e(`["Name",1,1]`)):                                                      "3 fields",
		wrap(e(`["Name","1",1,1,2,"x"]`)):                                            "integer",
		wrap(e(`["Name",1,1,1,99999999999,"x"]`)):                                    "32 bits",
		wrap(e(`["Name",1,1,1,2,5]`)):                                                "text",
		wrap(e(`["Constant",1,1,1,2,["i","1e5"]]`)):                                  "64 bits",
		wrap(e(`["Constant",1,1,1,2,["h","-"]]`)):                                    "digits",
		wrap(e(`["Constant",1,1,1,2,["f","x"]]`)):                                    "float",
		wrap(e(`["Constant",1,1,1,2,["c","0x0p+0"]]`)):                               "fields",
		wrap(e(`["Constant",1,1,1,2,5]`)):                                            "constant",
		wrap(e(`["BinOp",1,1,1,2,"And",` + name + `,` + name + `]`)):                 "operator",
		wrap(e(`["Compare",1,1,1,2,` + name + `,["Lt"],[]]`)):                        "1 operators and 0 operands",
		wrap(e(`["Dict",1,1,1,2,[],[` + name + `]]`)):                                "0 keys",
		wrap(e(`["Comp",1,1,1,2,"List",null,` + name + `,[]]`)):                      "lacks",
		wrap(e(`["Lambda",1,1,1,2,5]`)):                                              "function",
		wrap(e(`["NamedExpr",1,1,1,2,["List",1,1,1,2,[]],` + name + `]`)):            "no name",
		`{"functions":[{"id":1,"globals":{"g":["compiled","",9,null,false,null]}}]}`: "not in the unit",
		`{"functions":[{"id":1,"globals":{"g":["strange","",9,null,false,null]}}]}`:  "unknown kind",
		`{"functions":[{"id":1,"globals":{"g":[]}}]}`:                                "fields",
		`{"functions":[{"id":1,"params":[["a"]]}]}`:                                  "parameter",
	} {
		u, err := pyast.Decode([]byte(text))
		assert.Nil(t, u, text)
		assert.ErrorContains(t, err, message, text)
	}
}

func TestDecodeLimits(t *testing.T) {
	_, err := pyast.Decode(make([]byte, 17<<20))
	assert.ErrorContains(t, err, "more than")
	_, err = pyast.Decode([]byte(strings.Repeat("[", 1<<20)))
	assert.ErrorContains(t, err, "nested")
	deep := strings.Repeat(`["UnaryOp",1,1,1,2,"Not",`, 250) + name + strings.Repeat("]", 250)
	_, err = pyast.Decode([]byte(wrap(e(deep))))
	assert.ErrorContains(t, err, "nested")
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(sample))
	for _, text := range every {
		f.Add([]byte(wrap(text)))
	}
	f.Fuzz(func(t *testing.T, wire []byte) {
		u, err := pyast.Decode(wire)
		if err != nil {
			require.Nil(t, u)
			return
		}
		require.NotEmpty(t, u.Functions)
		require.True(t, json.Valid(wire[:len(wire):len(wire)]) || len(wire) > 0)
	})
}
