// Chosen tasks on one socket, each from its own position.
import { Reconnecting } from "./reconnecting.mjs";

/** Iterate over it for the events. It does not end, and the socket is open during the iteration. */
export class Subscriptions {
  /** By task: `after`, `epoch`, and `isOpen`: events before the server's answer belong to an
   * earlier subscription to the same task. */
  #positions = new Map();
  #link;

  constructor(client, { signal } = {}) {
    this.#link = new Reconnecting(client, { path: () => "/ws/user?follow=none", signal });
  }

  /** Follows a task after its event number `after`. Does nothing if the task is already followed.
   * */
  subscribe(taskId, { after = 0, epoch } = {}) {
    if (this.#positions.has(taskId)) return;
    this.#positions.set(taskId, { after, epoch, isOpen: false });
    this.#ask(taskId);
  }

  /** No event of the task is yielded after this. */
  unsubscribe(taskId) {
    if (this.#positions.delete(taskId)) this.#link.send({ type: "unsubscribe", task_id: taskId });
  }

  async *[Symbol.asyncIterator]() {
    for await (const frame of this.#link.frames()) {
      if (frame.type === "connected") {
        for (const [taskId, position] of this.#positions) {
          position.isOpen = false;
          this.#ask(taskId);
        }
      }
      if (this.#isNew(frame)) yield frame;
    }
  }

  #ask(taskId) {
    const { after, epoch } = this.#positions.get(taskId);
    this.#link.send({ type: "subscribe", task_id: taskId, after, epoch });
  }

  #isNew({ type, task_id: taskId, data, seq }) {
    if (taskId === undefined) return true;
    const position = this.#positions.get(taskId);
    if (type === "error") return this.#isRefusal(taskId, position, data.code);
    if (!position) return type === "unsubscribed";
    if (type === "subscribed") {
      Object.assign(position, { isOpen: true, epoch: data.epoch });
    } else if (!position.isOpen) {
      return false;
    } else if (type === "unsubscribed") {
      this.#positions.delete(taskId);
    } else if (type === "gap") {
      position.after = data.to;
    } else if (seq !== undefined) {
      if (seq <= position.after) return false;
      position.after = seq;
    }
    return true;
  }

  #isRefusal(taskId, position, code) {
    if (code === "not_subscribed") return false; // the task had ended in the meantime
    if (position && !position.isOpen) this.#positions.delete(taskId);
    return true;
  }
}
