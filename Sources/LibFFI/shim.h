#ifndef HERMES_LIBFFI_SHIM_H
#define HERMES_LIBFFI_SHIM_H

#include <ffi.h>

// Swift sees libffi's type objects as mutable globals that any thread may change; nobody changes them.
static inline ffi_type *hermes_ffi_void(void) { return &ffi_type_void; }
static inline ffi_type *hermes_ffi_sint8(void) { return &ffi_type_sint8; }
static inline ffi_type *hermes_ffi_sint16(void) { return &ffi_type_sint16; }
static inline ffi_type *hermes_ffi_sint32(void) { return &ffi_type_sint32; }
static inline ffi_type *hermes_ffi_sint64(void) { return &ffi_type_sint64; }
static inline ffi_type *hermes_ffi_uint8(void) { return &ffi_type_uint8; }
static inline ffi_type *hermes_ffi_uint16(void) { return &ffi_type_uint16; }
static inline ffi_type *hermes_ffi_uint32(void) { return &ffi_type_uint32; }
static inline ffi_type *hermes_ffi_uint64(void) { return &ffi_type_uint64; }
static inline ffi_type *hermes_ffi_float(void) { return &ffi_type_float; }
static inline ffi_type *hermes_ffi_double(void) { return &ffi_type_double; }
static inline ffi_type *hermes_ffi_pointer(void) { return &ffi_type_pointer; }

// A data pointer as dlsym gives it becomes a function pointer here; ISO C has no cast for that.
static inline void hermes_ffi_call(
    ffi_cif *cif, void *symbol, void *result, void **values) {
  ffi_call(cif, FFI_FN(symbol), result, values);
}

#endif
