// An agent in Go, from hermes_agent.h alone: each call is a goroutine.
package main

/*
#include "hermes_agent.h"
void finish(hermes_host *host, hermes_call call, hermes_status status, void *json, size_t length);
*/
import "C"

import (
	"encoding/json"
	"fmt"
	"sync"
	"unsafe"
)

type instance struct {
	host  *C.hermes_host
	calls sync.WaitGroup
}

var (
	lock      sync.Mutex
	instances = map[uintptr]*instance{}
	last      uintptr
)

//export goCreate
func goCreate(host *C.hermes_host) uintptr {
	lock.Lock()
	defer lock.Unlock()
	last++
	instances[last] = &instance{host: host}
	return last
}

func find(number uintptr) *instance {
	lock.Lock()
	defer lock.Unlock()
	return instances[number]
}

//export goInvoke
func goInvoke(number uintptr, call C.hermes_call, bytes unsafe.Pointer, length C.int) {
	mine := find(number)
	request := C.GoBytes(bytes, length)
	mine.calls.Add(1)
	go func() {
		defer mine.calls.Done()
		status, answer := count(request)
		C.finish(mine.host, call, status, unsafe.Pointer(&answer[0]), C.size_t(len(answer)))
	}()
}

func count(request []byte) (C.hermes_status, []byte) {
	var body struct {
		Message struct {
			Parts []struct{ Text string }
		}
	}
	if err := json.Unmarshal(request, &body); err != nil || len(body.Message.Parts) == 0 {
		return C.hermes_status(-2), []byte(`{"code":"no_text","message":"the request has no text"}`)
	}
	return 0, []byte(fmt.Sprintf(`{"text":"%d characters"}`, len(body.Message.Parts[0].Text)))
}

//export goDestroy
func goDestroy(number uintptr) {
	mine := find(number)
	mine.calls.Wait()
	lock.Lock()
	defer lock.Unlock()
	delete(instances, number)
}

func main() {}
