"""A host of the C ABI in ctypes, just enough to call an agent and see what it does."""

import ctypes as c
import json
import threading


class Bytes(c.Structure):
    _fields_ = [("ptr", c.c_void_p), ("len", c.c_size_t)]


def view(data: bytes) -> Bytes:
    buffer = c.create_string_buffer(data, len(data)) if data else None
    value = Bytes(c.cast(buffer, c.c_void_p) if data else None, len(data))
    value.owner = buffer
    return value


FINISH = c.CFUNCTYPE(c.c_int32, c.c_void_p, c.c_uint64, c.c_int32, Bytes)
EMIT = c.CFUNCTYPE(c.c_int32, c.c_void_p, c.c_uint64, c.c_int32, Bytes)
EMIT_WAIT = c.CFUNCTYPE(c.c_int32, c.c_void_p, c.c_uint64, c.c_int32, Bytes, c.c_int64)
IS_CANCELLED = c.CFUNCTYPE(c.c_int32, c.c_void_p, c.c_uint64)
LOG = c.CFUNCTYPE(None, c.c_void_p, c.c_uint64, c.c_int32, Bytes)
GET_EXTENSION = c.CFUNCTYPE(c.c_void_p, c.c_void_p, Bytes)


class HostTable(c.Structure):
    _fields_ = [
        ("struct_size", c.c_uint32),
        ("abi_major", c.c_uint16),
        ("abi_minor", c.c_uint16),
        ("finish", FINISH),
        ("emit", EMIT),
        ("emit_wait", EMIT_WAIT),
        ("is_cancelled", IS_CANCELLED),
        ("log", LOG),
        ("get_extension", GET_EXTENSION),
    ]


class PluginTable(c.Structure):
    _fields_ = [
        ("struct_size", c.c_uint32),
        ("abi_major", c.c_uint16),
        ("abi_minor", c.c_uint16),
        ("name", Bytes),
        ("version", Bytes),
        ("agent_count", c.c_uint32),
        ("reserved", c.c_uint32),
        ("agent_card", c.CFUNCTYPE(Bytes, c.c_uint32)),
        (
            "create",
            c.CFUNCTYPE(
                c.c_int32,
                c.c_uint32,
                c.c_void_p,
                Bytes,
                c.POINTER(c.c_void_p),
                c.c_void_p,
                c.c_size_t,
            ),
        ),
        ("invoke", c.CFUNCTYPE(c.c_int32, c.c_void_p, c.c_uint64, Bytes)),
        ("cancel", c.CFUNCTYPE(None, c.c_void_p, c.c_uint64)),
        ("destroy", c.CFUNCTYPE(None, c.c_void_p)),
    ]


# Of the ABI.
MAJOR = 1


def open_plugin(path):
    library = c.CDLL(str(path))
    library.hermes_agent_entry.restype = c.POINTER(PluginTable)
    return library.hermes_agent_entry(c.c_uint32(MAJOR << 16)).contents


def read_card(plugin, index=0):
    card = plugin.agent_card(index)
    return json.loads(c.string_at(card.ptr, card.len))


class Host:
    """Loads one library and calls one of its agents; remembers what the agent sent."""

    def __init__(self, path, index=0):
        self.index, self.done, self.cancelled = index, threading.Event(), False
        self.events, self.finished = [], []
        self.table = HostTable(
            c.sizeof(HostTable),
            MAJOR,
            0,
            FINISH(lambda host, call, status, data: self._finish(status, data)),
            EMIT(lambda host, call, kind, data: self._emit(kind, data)),
            EMIT_WAIT(lambda host, call, kind, data, timeout: self._emit(kind, data)),
            IS_CANCELLED(lambda host, call: int(self.cancelled)),
            LOG(lambda host, call, level, message: None),
            GET_EXTENSION(lambda host, name: None),
        )
        self.plugin = open_plugin(path)
        self.agent = c.c_void_p()
        status = self.plugin.create(
            index, c.addressof(self.table), view(b"{}"), c.byref(self.agent), None, 0
        )
        assert status == 0

    def _finish(self, status, data):
        text = c.string_at(data.ptr, data.len) if data.len else b"null"
        self.finished.append((status, json.loads(text)))
        self.done.set()
        return 0

    def _emit(self, kind, data):
        self.events.append((kind, json.loads(c.string_at(data.ptr, data.len))))
        return 0

    def card(self):
        return read_card(self.plugin, self.index)

    def invoke(self, request):
        """The status and JSON that the agent finished with."""
        data = request if isinstance(request, bytes) else json.dumps(request).encode()
        self.done.clear()
        self.plugin.invoke(self.agent, 1, view(data))
        assert self.done.wait(30), "the agent does not finish"
        return self.finished.pop()
