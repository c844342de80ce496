// Command table prints the kernel table as JSON, for make generate.
//
// It imports kernels only; nothing imports it.
package main

import (
	"encoding/json"
	"log"
	"os"

	"gokernels/gokernels/kernels"
)

type argument struct {
	Name    string `json:"name"`
	Role    string `json:"role"`
	Default string `json:"default"`
	As      string `json:"as"`
	Result  string `json:"result"`
}

type row struct {
	Name   string     `json:"name"`
	Kind   string     `json:"kind"`
	Args   []argument `json:"args"`
	Types  [][3]int   `json:"types"`
	Hidden bool       `json:"hidden"`
	Doc    string     `json:"doc"`
	NumPy  string     `json:"numpy"`
	ULP    float64    `json:"ulp"`
}

func main() {
	var out struct {
		DTypes []string `json:"dtypes"`
		Rows   []row    `json:"rows"`
	}
	for _, d := range kernels.DTypes() {
		out.DTypes = append(out.DTypes, d.String())
	}
	for _, r := range kernels.Table() {
		out.Rows = append(out.Rows, describe(&r))
	}
	if err := json.NewEncoder(os.Stdout).Encode(out); err != nil {
		log.Fatal(err)
	}
}

func describe(r *kernels.Row) row {
	out := row{Name: r.Name, Kind: r.Kind.String(), Hidden: r.Hidden, Doc: r.Doc(), NumPy: r.NumPy, ULP: r.ULP, Args: []argument{}, Types: [][3]int{}}
	for _, a := range r.Args {
		out.Args = append(out.Args, argument{a.Name, a.Role.String(), a.Default, name(a.As), name(a.Result)})
	}
	for _, t := range r.Types {
		out.Types = append(out.Types, [3]int{int(t.In), int(t.Compute), int(t.Out)})
	}
	return out
}

// name is the dtype's name, or "" for none.
func name(d kernels.DType) string {
	if d == kernels.NoDType {
		return ""
	}
	return d.String()
}
