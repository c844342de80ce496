package vecmath
import ("testing";"fmt";"time")
func TestZZ(t *testing.T) {
	n:=1024
	x,y,d := make([]float64,n),make([]float64,n),make([]float64,n)
	for i := range x { x[i]=float64(i)/1024; y[i]=.1+float64(i)/5000 }
	best := time.Hour
	for r:=0;r<2000;r++ { s:=time.Now(); gaussianQuads(quads(d),quads(x),quads(y),&[2]float64{.4,.398}); if e:=time.Since(s); e<best {best=e} }
	fmt.Println("gq", float64(best)/float64(n))
	best = time.Hour
	for r:=0;r<2000;r++ { s:=time.Now(); gaussianSlice(d,x,y,.4,.398); if e:=time.Since(s); e<best {best=e} }
	fmt.Println("gs", float64(best)/float64(n))
	best = time.Hour
	for r:=0;r<2000;r++ { s:=time.Now(); gaussianTail(d,x,y,.4,.398); if e:=time.Since(s); e<best {best=e} }
	fmt.Println("tail", float64(best)/float64(n))
	fmt.Println(accelerated)
}
