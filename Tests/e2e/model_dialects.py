"""What servers of chat completions really send and refuse: one scripted server plays all of them, each under
a path of its own. A row says how it answers, and what must come of it."""

import dataclasses
import gzip
import json
from collections.abc import Callable

import model_server
from model_server import KEY

TEXT, OBJECT = "Grüße 🌍 an alle", '{"a": 1}'
THOUGHT = "Hm. So."


# -- what is refused: a rule says nothing, or a status and a body (JSON, or text as it is)


def error(message, **more):
    return {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": None, **more}}


def openai_max_tokens(body):
    if "max_tokens" in body:
        return 400, error("Unsupported parameter: 'max_tokens' is not supported with this model. Use "
                          "'max_completion_tokens' instead.", param="max_tokens", code="unsupported_parameter")


def openai_temperature(body):
    if body.get("temperature", 1) != 1:
        return 400, error("Unsupported value: 'temperature' does not support 0.5 with this model. Only the default "
                          "(1) value is supported.", param="temperature", code="unsupported_value")


def openai_system(body):
    if body["messages"][0]["role"] == "system":
        return 400, error("Unsupported value: 'messages[0].role' does not support 'system' with this model.",
                          param="messages[0].role", code="unsupported_value")


def format_of(body):
    return body.get("response_format", {}).get("type")


def pydantic(*names):
    """Mistral's answer to what its schema does not know."""
    def rule(body):
        extra = [{"type": "extra_forbidden", "loc": ["body", name], "msg": "Extra inputs are not permitted",
                  "input": body[name]} for name in names if name in body]
        if extra:
            return 422, {"object": "error", "message": {"detail": extra}, "type": "invalid_request_error",
                         "param": None, "code": None}
    return rule


def fastapi(*names):
    def rule(body):
        extra = [{"type": "extra_forbidden", "loc": ["body", name], "msg": "Extra inputs are not permitted"}
                 for name in names if name in body]
        if extra:
            return 422, {"detail": extra}
    return rule


def deepseek_format(body):
    if format_of(body) == "json_schema":
        return 400, error("This response_format type is unavailable now", code="invalid_request_error")


def groq_format(body):
    if format_of(body) == "json_schema":
        return 400, error("This model does not support response format `json_schema`. See supported models at "
                          "https://console.groq.com/docs/structured-outputs#supported-models", param=None)


def json_is_named(body):
    """OpenAI's rule, and DeepSeek's and Groq's."""
    if format_of(body) == "json_object" and "json" not in json.dumps(body["messages"]).lower():
        return 400, error("'messages' must contain the word 'json' in some form, to use 'response_format' of type "
                          "'json_object'.", param="messages")


def tgi_format(body):
    if format_of(body) in ("json_schema", "json_object"):
        return 422, ("Failed to deserialize the JSON body into the target type: response_format: unknown variant "
                     f"`{format_of(body)}`, expected one of `json`, `regex` at line 1 column 212")


def perplexity_format(body):
    if format_of(body) == "json_object":
        return 400, error('["At body -> response_format -> type: Input should be \'text\', \'json_schema\' or '
                          '\'regex\'"]', type="bad_request", code=400)


def litellm_format(body):
    if "response_format" in body:
        return 400, error("litellm.UnsupportedParamsError: ollama does not support parameters: ['response_format'], "
                          "for model=tiny. To drop these, set `litellm.drop_params=True`", type="None", code="400")


def vllm_length(body):
    if body.get("max_tokens", 0) > 16:
        return 400, {"object": "error", "message": "'max_tokens' or 'max_completion_tokens' is too large: 64. This "
                     "model's maximum context length is 32 tokens and your request has 16 input tokens (64 > 32 - "
                     "16). (parameter=max_tokens, value=64)", "type": "BadRequestError", "param": None, "code": 400}


def vllm_system(body):
    if body["messages"][0]["role"] == "system":
        return 400, {"object": "error", "message": "System role not supported", "type": "BadRequestError",
                     "param": None, "code": 400}


def nim_options(body):
    if "stream_options" in body:
        return 400, {"object": "error", "message": "[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options'), "
                     "'msg': 'Extra inputs are not permitted', 'input': {'include_usage': True}}]",
                     "type": "BadRequestError", "param": None, "code": 400}


def gemini_options(body):
    if "stream_options" in body:
        return 400, [{"error": {"code": 400, "message": 'Invalid JSON payload received. Unknown name '
                                '"stream_options": Cannot find field.', "status": "INVALID_ARGUMENT"}}]


def cohere_options(body):
    if "stream_options" in body:
        return 422, {"id": "0c1e", "message": "unknown field: parameter 'stream_options' is not a valid field"}


def cerebras_tokens(body):
    if "max_tokens" in body:
        return 400, {"message": "body.max_tokens: property 'body.max_tokens' is unsupported", "type":
                     "invalid_request_error", "param": "body.max_tokens", "code": "wrong_api_format"}


def always(status, body):
    return lambda _: (status, body)


# -- what is streamed: events as bytes


def event(body, space=" ", ensure_ascii=False):
    return f"data:{space}{json.dumps(body, ensure_ascii=ensure_ascii)}\n\n".encode()


def chunk(delta=None, finish=None, choice=(), **more):
    choices = [] if delta is None else [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish,
                                         **dict(choice)}]
    return {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1764000000, "model": "tiny",
            "choices": choices, **more}


DONE = b"data: [DONE]\n\n"
USAGE = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}


def pieces(text):
    return [text[at : at + 4] for at in range(0, len(text), 4)]


def openai(text, body):
    yield event(chunk({"role": "assistant", "content": "", "refusal": None}, usage=None, obfuscation="x7"))
    for piece in pieces(text):
        yield event(chunk({"content": piece}, usage=None, obfuscation="Kd"))
    yield event(chunk({}, "stop", usage=None))
    if body.get("stream_options"):
        yield event(chunk(usage=USAGE))
    yield DONE


def azure(text, _):
    yield event({"choices": [], "created": 0, "id": "", "model": "", "object": "", "prompt_filter_results":
                 [{"prompt_index": 0, "content_filter_results": {"hate": {"filtered": False, "severity": "safe"}}}]})
    safe = {"content_filter_results": {"hate": {"filtered": False, "severity": "safe"}}}
    for piece in pieces(text):
        yield event(chunk({"content": piece}, choice=safe))
    yield event(chunk({}, "stop", choice=safe)) + event(chunk(usage=USAGE)) + DONE


def mistral(text, _):
    yield event(chunk({"role": "assistant", "content": ""}))
    for piece in pieces(text):
        yield event(chunk({"content": piece}))
    yield event(chunk({"content": ""}, "stop", usage=USAGE)) + DONE


def magistral(text, _):
    for piece in pieces(THOUGHT):
        yield event(chunk({"content": [{"type": "thinking", "thinking": [{"type": "text", "text": piece}]}]}))
    yield event(chunk({"content": [{"type": "text", "text": text}]}))
    yield event(chunk({"content": ""}, "stop", usage=USAGE)) + DONE


def thinking(name, ping=b""):
    """Thoughts apart, under one of two names."""
    def stream(text, _):
        yield ping + event(chunk({"role": "assistant", "content": None, name: ""}))
        for piece in pieces(THOUGHT):
            yield event(chunk({"content": None, name: piece})) + ping
        for piece in pieces(text):
            yield event(chunk({"content": piece, name: None})) + ping
        yield event(chunk({"content": ""}, "stop")) + event(chunk(usage=USAGE)) + DONE
    return stream


def tagged(start, end):
    """Thoughts in the text."""
    return lambda text, body: openai(start + THOUGHT + end + text, body)


def fenced(text, body):
    return openai(f"Here it is:\n```json\n{text}\n```\n" if text == OBJECT else text, body)


def ollama(text, _):
    for piece in pieces(THOUGHT):
        yield event(chunk({"role": "assistant", "content": "", "reasoning": piece}, system_fingerprint="fp_ollama"))
    for piece in pieces(text):
        yield event(chunk({"role": "assistant", "content": piece}, system_fingerprint="fp_ollama"))
    yield event(chunk({"role": "assistant", "content": ""}, "stop", system_fingerprint="fp_ollama"))
    yield event(chunk(usage=USAGE)) + DONE


def tgi(text, _):
    """No space behind the colon, and neither usage nor an end."""
    for piece in pieces(text):
        yield event(chunk({"role": "assistant", "content": piece}), space="")
    yield event(chunk({"role": "assistant", "content": ""}, "eos_token"), space="")


def openrouter(text, body):
    beat = b": OPENROUTER PROCESSING\n\n"
    yield beat + beat
    details = [{"type": "reasoning.text", "text": THOUGHT, "format": "unknown", "index": 0}]
    yield event({**chunk({"role": "assistant", "content": "", "reasoning": THOUGHT, "reasoning_details": details}),
                 "provider": "Someone"})
    for piece in pieces(text):
        yield event(chunk({"role": "assistant", "content": piece})) + beat
    yield event(chunk({"role": "assistant", "content": ""}, "stop", choice={"native_finish_reason": "end_turn"}))
    yield event(chunk({"role": "assistant", "content": ""}, usage={**USAGE, "cost": 0})) + beat + DONE


def openrouter_error(*_):
    yield b": OPENROUTER PROCESSING\n\n"
    yield event({**chunk({"content": ""}, "error"), "error": {
        "code": 402, "message": "Provider returned error",
        "metadata": {"raw": f"no credits left for {KEY}", "provider_name": "Someone"}}})
    yield DONE


def groq(text, _):
    yield event(chunk({"role": "assistant", "content": ""}, x_groq={"id": "req_1"}))
    for piece in pieces(text):
        yield event(chunk({"content": piece}))
    yield event(chunk({}, "stop", x_groq={"id": "req_1", "usage": USAGE})) + event(chunk(usage=USAGE)) + DONE


def together(text, _):
    for piece in pieces(text):
        yield event(chunk({"token_id": 1, "role": "assistant", "content": piece}, choice={"text": piece, "seed": None},
                          usage=None))
    yield event(chunk({"content": ""}, "eos", choice={"text": ""}, usage=USAGE)) + DONE


def cumulative(text, _):
    """xAI's and Perplexity's: usage in every chunk, and what was said so far beside the delta."""
    said = ""
    for piece in pieces(text):
        said += piece
        yield event(chunk({"role": "assistant", "content": piece}, usage={**USAGE, "completion_tokens": len(said) // 4},
                          choice={"message": {"role": "assistant", "content": said}}, citations=["https://a.example"]))
    yield event(chunk({"content": ""}, "stop", choice={"message": {"role": "assistant", "content": said}},
                      usage=USAGE)) + DONE


def pinged(text, body):
    """Events with a name, between and inside of which nothing is said."""
    ping = b'event: ping\ndata: {"type": "ping"}\n\n'
    yield ping + b"data:\n\n"
    for each in openai(text, body):
        yield b"event: message\n" + each + ping + b"event: ping\n\n" + b"retry: 100\n\n: beat\n"


def crlf(text, body):
    return [each.replace(b"\n", b"\r\n") for each in openai(text, body)]


def unended(text, body):
    return [each for each in openai(text, body) if each != DONE]


def lmstudio_error(*_):
    yield b'event: error\ndata: {"error":{"message":"The model has crashed without additional information. (Exit '
    yield b'code: 11)"},"message":"The model has crashed"}\n\n'


def sglang_error(*_):
    yield event({"error": {"object": "error", "message": f"Input length exceeds the limit ({KEY})", "type":
                           "BadRequestError", "param": None, "code": 400}}) + DONE


# -- servers


@dataclasses.dataclass
class Server:
    stream: Callable = openai
    #: Refusals, asked in this order before anything is streamed.
    rules: tuple = ()
    #: So often the last rule holds at most; for what passes.
    passes_after: int | None = None
    reasoning: str = ""
    #: How often it is asked for an answer the first time, and when it is known; and for an object.
    asked: tuple = (1, 1)
    asked_object: int = 1
    #: The code of the error that is to come, and what it says.
    code: str = ""
    says: str = ""
    headers: dict = dataclasses.field(default_factory=dict)
    usage: tuple = (11, 7)
    #: What neither request may have, when it is known.
    without: tuple = ()
    kind: str = "text/event-stream"
    encoding: str = ""


NO_USAGE = (0, 0)
SERVERS = {
    "openai-gpt-4o": Server(),
    "openai-gpt-5": Server(rules=(openai_max_tokens, openai_temperature), asked=(3, 1), without=("max_tokens", "temperature")),
    "openai-o1-mini": Server(rules=(openai_system, openai_max_tokens, openai_temperature), asked=(4, 1)),
    "azure-openai": Server(azure, (openai_max_tokens,), asked=(2, 1)),
    "azure-content-filter": Server(rules=(always(400, error(
        "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.", type=None,
        param="prompt", code="content_filter", status=400)),), code="model_refused", says="content management policy"),
    "mistral": Server(mistral, (pydantic("stream_options", "max_completion_tokens"),), asked=(2, 1),
                      without=("stream_options",)),
    "mistral-magistral": Server(magistral, reasoning=THOUGHT),
    "deepseek-chat": Server(rules=(json_is_named, deepseek_format), asked_object=2),
    "deepseek-reasoner": Server(thinking("reasoning_content", b": keep-alive\n\n"), reasoning=THOUGHT),
    "qwen3-thinking-on-vllm": Server(tagged("", "\n</think>\n\n"), reasoning=THOUGHT + "\n"),
    "qwen3-on-dashscope": Server(tagged("<think>\n", "\n</think>\n\n"), reasoning=f"\n{THOUGHT}\n"),
    "ollama": Server(ollama, reasoning=THOUGHT),
    "ollama-without-the-model": Server(rules=(always(404, {"error": {
        "message": 'model "tiny" not found, try pulling it first', "type": "api_error", "param": None, "code": None}}),),
        code="model_refused", says="try pulling it first"),
    "vllm": Server(thinking("reasoning"), reasoning=THOUGHT),
    "vllm-short-context": Server(rules=(vllm_length,), asked=(2, 2), asked_object=2),
    "vllm-gemma": Server(rules=(vllm_system,), asked=(2, 1)),
    "sglang": Server(thinking("reasoning_content"), reasoning=THOUGHT),
    "sglang-error-in-stream": Server(sglang_error, code="model_refused", says="exceeds the limit (***)"),
    "lm-studio": Server(openai),
    "lm-studio-crash": Server(lmstudio_error, code="model_unavailable", says="The model has crashed", asked=(4, 4)),
    "llama.cpp-loading": Server(rules=(always(503, {"error": {
        "code": 503, "message": "Loading model", "type": "unavailable_error"}}),), passes_after=2, asked=(3, 1),
        headers={"Retry-After": "0"}),
    "localai": Server(unended, kind="text/event-stream; charset=utf-8"),
    "text-generation-inference": Server(tgi, (tgi_format,), asked_object=3, usage=NO_USAGE),
    "litellm": Server(rules=(litellm_format,), asked_object=3),
    "openrouter": Server(openrouter, reasoning=THOUGHT),
    "openrouter-error": Server(openrouter_error, code="model_refused", says="Provider returned error: no credits left"),
    "groq": Server(groq, (json_is_named, groq_format), asked_object=2),
    "groq-limited": Server(groq, (always(429, error("Rate limit reached for model `tiny`. Please try again in 0s.",
                                                    type="tokens", code="rate_limit_exceeded")),),
                           passes_after=1, asked=(2, 1), headers={"Retry-After": "0"}),
    "together": Server(together),
    "fireworks": Server(mistral),
    "anthropic": Server(pinged),
    "anthropic-fenced": Server(fenced),
    "anthropic-overloaded": Server(rules=(always(529, {"type": "error", "error": {
        "type": "overloaded_error", "message": "Overloaded"}}),), passes_after=1, asked=(2, 1),
        headers={"Retry-After": "0"}),
    "gemini": Server(rules=(gemini_options,), asked=(2, 1), usage=NO_USAGE),
    "gemini-key": Server(rules=(always(400, [{"error": {
        "code": 400, "message": "API key not valid. Please pass a valid API key.", "status": "INVALID_ARGUMENT"}}]),),
        code="model_refused", says="API key not valid"),
    "xai": Server(cumulative),
    "perplexity": Server(cumulative, (perplexity_format,)),
    "cohere": Server(rules=(cohere_options,), asked=(2, 1), usage=NO_USAGE),
    "cerebras": Server(rules=(cerebras_tokens,), asked=(2, 1)),
    "nvidia-nim": Server(rules=(nim_options,), asked=(2, 1), usage=NO_USAGE),
    "fastapi-strict": Server(rules=(fastapi("stream_options", "temperature", "response_format", "max_completion_tokens"),),
                             asked=(3, 1), asked_object=3, usage=NO_USAGE),
    "crlf": Server(crlf),
    "gzip": Server(encoding="gzip"),
    "without-streams": Server(kind="application/json"),
    "limited-for-an-hour": Server(rules=(always(429, {"message": f"quota of {KEY} used up"}),),
                                  headers={"Retry-After": "3600"}, code="model_rate_limited", says="quota of *** used up"),
    "error-in-a-200": Server(lambda *_: [json.dumps(error(f"insufficient balance of {KEY}", code=402)).encode()],
                             kind="application/json", code="model_refused", says="insufficient balance of ***"),
    "proxy-page": Server(rules=(always(503, "<html>Service Unavailable</html>"),), headers={"Retry-After": "0"},
                         code="model_unavailable", says="failed (503).", asked=(4, 4)),
    "refuses-everything": Server(rules=(always(400, error(
        "temperature, max_tokens, max_completion_tokens, stream_options, response_format and 'system'")),),
        code="model_refused", says="refused the request", asked=(6, 6)),
}


class Handler(model_server.Handler):
    """The server is the first part of the path."""

    def do_POST(self):
        text = self.rfile.read(int(self.headers["Content-Length"]))
        self.close_connection = True
        if not text:
            return
        name = self.path.split("/")[1]
        server, body = SERVERS[name], json.loads(text)
        assert self.path == f"/{name}/v1/chat/completions" and self.headers["Authorization"] == f"Bearer {KEY}"
        with self.server.lock:
            self.server.seen.append((name, body))
            nth = self.server.counts[name] = self.server.counts[name] + 1
        for rule in server.rules:
            refusal = rule(body)
            if refusal and (server.passes_after is None or nth <= server.passes_after):
                return self.refuse_with(server, *refusal)
        said = body["messages"][-1]["content"]
        self.reply(server, server.stream(OBJECT if "object please" in said else TEXT, body))

    def refuse_with(self, server, status, body):
        data = (body if isinstance(body, str) else json.dumps(body)).encode()
        self.send_response(status)
        self.send_header("Connection", "close")
        self.send_header("Content-Type", "application/json" if not isinstance(body, str) else "text/plain")
        self.send_header("Content-Length", str(len(data)))
        for name, value in server.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def reply(self, server, events):
        data = b"".join(events)
        if server.kind == "application/json" and data.startswith(b"data:"):
            data = whole(data)
        self.send_response(200)
        self.send_header("Connection", "close")
        self.send_header("Content-Type", server.kind)
        if server.encoding:
            self.send_header("Content-Encoding", server.encoding)
            data = gzip.compress(data)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        # Cut anywhere: inside lines and letters.
        for start in range(0, len(data), 97):
            self.write(data[start : start + 97])
        self.wfile.write(b"0\r\n\r\n")


def whole(stream):
    """The same answer in one document."""
    chunks = [json.loads(line[6:]) for line in stream.splitlines() if line.startswith(b"data: {")]
    text = "".join(each["choices"][0]["delta"].get("content") or "" for each in chunks if each["choices"])
    return json.dumps({"id": "1", "object": "chat.completion", "model": "tiny", "usage": USAGE, "choices": [
        {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}]}).encode()
