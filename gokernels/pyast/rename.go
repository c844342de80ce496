package pyast

import (
	"maps"
	"reflect"
)

// renamer copies statements with other names, and with marks where a generator yields and returns.
type renamer struct {
	x     *expansion
	names map[string]bool // the names to change; nil: all
}

var (
	nameNode     = reflect.TypeFor[*Name]()
	functionNode = reflect.TypeFor[*Function]()
	handlerNode  = reflect.TypeFor[Handler]()
)

func (r *renamer) rename(name string) string {
	if r.names == nil || r.names[name] {
		return name + r.x.suffix
	}
	return name
}

func (r *renamer) stmts(body []Stmt) []Stmt {
	var out []Stmt
	for _, s := range body {
		out = append(out, r.stmt(s)...)
	}
	return out
}

func (r *renamer) stmt(s Stmt) []Stmt {
	switch s := s.(type) {
	case *ExprStmt:
		if y, ok := s.Value.(*Yield); ok {
			return []Stmt{&yielding{s.At, r.expr(y.Value), r.x}}
		}
	case *Return:
		leave := &leaving{s.At, r.x}
		if s.Value == nil {
			return []Stmt{leave}
		}
		return []Stmt{&ExprStmt{s.At, r.expr(s.Value)}, leave}
	}
	return []Stmt{r.copy(reflect.ValueOf(s)).Interface().(Stmt)}
}

func (r *renamer) expr(e Expr) Expr {
	if e == nil {
		return nil
	}
	return r.copy(reflect.ValueOf(e)).Interface().(Expr)
}

// copy copies a part of the tree, deeply.
func (r *renamer) copy(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Interface:
		if v.IsNil() {
			return v
		}
		return r.copy(v.Elem())
	case reflect.Pointer:
		return r.pointer(v)
	case reflect.Slice:
		return r.slice(v)
	case reflect.Struct:
		out := reflect.New(v.Type()).Elem()
		for i := range v.NumField() {
			out.Field(i).Set(r.copy(v.Field(i)))
		}
		if v.Type() == handlerNode && v.FieldByName("Name").String() != "" {
			out.FieldByName("Name").SetString(r.rename(v.FieldByName("Name").String()))
		}
		return out
	}
	return v
}

func (r *renamer) pointer(v reflect.Value) reflect.Value {
	if v.IsNil() {
		return v
	}
	switch v.Type() {
	case nameNode:
		n := v.Interface().(*Name)
		return reflect.ValueOf(&Name{n.At, r.rename(n.ID)})
	case functionNode:
		return reflect.ValueOf(r.function(v.Interface().(*Function)))
	}
	out := reflect.New(v.Type().Elem())
	out.Elem().Set(r.copy(v.Elem()))
	if def, ok := out.Interface().(*FunctionDef); ok {
		def.Function.Name = r.rename(def.Function.Name)
	}
	return out
}

func (r *renamer) slice(v reflect.Value) reflect.Value {
	if body, ok := v.Interface().([]Stmt); ok {
		return reflect.ValueOf(r.stmts(body))
	}
	out := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
	for i := range v.Len() {
		out.Index(i).Set(r.copy(v.Index(i)))
	}
	return out
}

// function copies one within a generator; its own names stay.
func (r *renamer) function(f *Function) *Function {
	own := localsOf(f)
	inner := &renamer{x: r.x, names: map[string]bool{}}
	walkNames(f.Body, func(name string) {
		if !own[name] && (r.names == nil || r.names[name]) {
			inner.names[name] = true
		}
	})
	made := *f
	made.Body = nil
	for _, s := range f.Body {
		made.Body = append(made.Body, inner.copy(reflect.ValueOf(s)).Interface().(Stmt))
	}
	made.Globals = maps.Clone(f.Globals)
	return &made
}

// walkNames calls visit for every name in a body, those in inner functions included.
func walkNames(body []Stmt, visit func(name string)) {
	walkStmts(body, func(n any) {
		switch n := n.(type) {
		case *Name:
			visit(n.ID)
		case *FunctionDef:
			walkNames(n.Function.Body, visit)
		case *Lambda:
			walkNames(n.Function.Body, visit)
		}
	})
}
