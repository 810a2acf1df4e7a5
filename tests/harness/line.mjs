// The line between a browser and the server, which a test can cut, as a storm does; and which can lose answers.

import { once } from "node:events";
import { connect, createServer } from "node:net";

/** A line to a server of 127.0.0.1: `address`, `cut()`, `mend()`, `loseAnswers()`, `close()`. */
export class Line {
  #server;
  #port;
  #target;
  #pairs = new Set();
  #deaf = false;

  static async to(address) {
    const line = new Line();
    line.#target = new URL(address);
    await line.mend();
    return line;
  }

  get address() {
    return `http://127.0.0.1:${this.#port}`;
  }

  async mend() {
    this.#deaf = false;
    this.#server = createServer((near) => this.#join(near));
    this.#server.listen(this.#port ?? 0, "127.0.0.1");
    await once(this.#server, "listening");
    this.#port = this.#server.address().port;
  }

  /** Nothing gets through any more, and nobody is there to be asked. */
  async cut() {
    const closed = once(this.#server, "close");
    this.#server.close();
    for (const socket of this.#pairs) socket.destroy();
    await closed;
  }

  /** What is sent still arrives; what the server answers to a submission from now on is lost. */
  loseAnswers() {
    this.#deaf = true;
  }

  async close() {
    if (this.#server.listening) await this.cut();
  }

  #join(near) {
    const far = connect(Number(this.#target.port), this.#target.hostname);
    for (const socket of [near, far]) {
      this.#pairs.add(socket);
      socket.on("error", () => undefined).on("close", () => this.#pairs.delete(socket));
    }
    let lost = false;
    near.on("data", (bytes) => {
      lost ||= this.#deaf && /^POST \S+\/submission /.test(bytes.toString("latin1"));
      far.write(bytes);
    });
    far.on("data", (bytes) => lost || near.write(bytes));
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
  }
}
