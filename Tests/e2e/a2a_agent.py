"""An agent of the official A2A SDK, over uvicorn: python a2a_agent.py PORT [--no-stream].

Says what it sees as lines of JSON on its standard output.
"""

import asyncio
import json
import socket
import sys

import uvicorn
from a2a.helpers import (
    new_data_part, new_raw_part, new_task_from_user_message, new_text_part, new_url_part)
from a2a.server.agent_execution import AgentExecutor
from a2a.server.request_handlers import DefaultRequestHandler
from a2a.server.routes import create_agent_card_routes, create_jsonrpc_routes
from a2a.server.tasks import InMemoryTaskStore, TaskUpdater
from a2a.types import AgentCapabilities, AgentCard, AgentInterface, AgentSkill
from starlette.applications import Starlette

RAW = bytes(range(256))


def say(**what):
    print(json.dumps(what), flush=True)


class Explainer(AgentExecutor):
    async def execute(self, context, queue):
        updater = TaskUpdater(queue, context.task_id, context.context_id)
        if context.current_task:
            return await self.go_on(updater, context.message)
        await queue.enqueue_event(new_task_from_user_message(context.message))
        headers = context.call_context.state["headers"]
        parts = [
            {"kind": part.WhichOneof("content"), "type": part.media_type, "name": part.filename,
             "size": len(part.text or part.raw)} for part in context.message.parts]
        say(call=context.task_id, headers=headers, parts=parts)
        script = context.message.parts[0].text.split()[0].lower()
        await getattr(self, f"do_{script}", self.do_explain)(updater, context.message)

    async def cancel(self, context, queue):
        say(cancelled=context.task_id)
        await TaskUpdater(queue, context.task_id, context.context_id).cancel()

    async def do_explain(self, updater, message):
        note = updater.new_agent_message([new_text_part("Reading the code")])
        await updater.start_work(note)
        code = [part.text for part in message.parts if part.media_type == "text/x-python"]
        pieces = [f"# {len(code)} modules\n", "They ", "compute.\n"]
        for number, piece in enumerate(pieces):
            await updater.add_artifact(
                [new_text_part(piece, media_type="text/markdown")], artifact_id="text",
                name="explained.md", append=number > 0, last_chunk=number == len(pieces) - 1)
        await updater.complete()

    async def do_kinds(self, updater, _):
        await updater.add_artifact(
            [new_data_part({"n": 1}), new_url_part("https://a.example/x"),
             new_raw_part(RAW, media_type="image/png", filename="x.png")], artifact_id="all")
        await updater.complete(updater.new_agent_message([new_text_part("Done.")]))

    async def do_hold(self, updater, _):
        await updater.start_work()
        say(held=updater.task_id)
        await asyncio.Event().wait()

    async def do_fail(self, updater, _):
        await updater.failed(updater.new_agent_message([new_text_part("no such module")]))

    async def do_reject(self, updater, _):
        await updater.reject(updater.new_agent_message([new_text_part("not my field")]))

    async def do_ask(self, updater, _):
        await updater.add_artifact([new_text_part("so far ")], artifact_id="text")
        await updater.requires_input(updater.new_agent_message([new_text_part("Which one?")]))

    async def go_on(self, updater, message):
        text = message.parts[0].text
        say(answer=updater.task_id, message=message.message_id, text=text)
        await updater.start_work()
        if text == "again":
            question = new_text_part("Which one\nthen?")
            return await updater.requires_input(updater.new_agent_message([question]))
        await updater.add_artifact([new_text_part(text)], artifact_id="text", append=True)
        await updater.complete()

    async def do_sign(self, updater, _):
        await updater.requires_auth(updater.new_agent_message([new_text_part("Sign in first")]))


def card(port):
    return AgentCard(
        name="The Explainer!", description="Explains Python modules", version="2.1",
        supported_interfaces=[AgentInterface(
            url=f"http://127.0.0.1:{port}/rpc", protocol_binding="JSONRPC", protocol_version="1.0")],
        capabilities=AgentCapabilities(streaming="--no-stream" not in sys.argv),
        default_input_modes=["text/plain"], default_output_modes=["text/plain"],
        skills=[AgentSkill(
            id="explain", name="Explain code", description="Explains what a module does",
            tags=["explanation"], examples=["Explain this module"],
            input_modes=["text/x-python"], output_modes=["text/markdown"])])


def main():
    port = int(sys.argv[1])
    public = card(port)
    handler = DefaultRequestHandler(
        agent_executor=Explainer(), task_store=InMemoryTaskStore(), agent_card=public)
    app = Starlette(routes=[
        *create_agent_card_routes(public), *create_jsonrpc_routes(handler, "/rpc")])
    listening = socket.create_server(("127.0.0.1", port))
    say(listening=port)
    config = uvicorn.Config(app, log_level="warning")
    uvicorn.Server(config).run(sockets=[listening])


main()
