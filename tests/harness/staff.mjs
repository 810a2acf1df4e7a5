// A person who is logged in, by the same requests as the web application makes.

/** Logs in with the demonstration's account of this role; gives `get(path)`, `post(path, body)` and so on. */
export async function logIn(server, role) {
  const { email, password } = accountOf(server, role);
  const headers = { "Content-Type": "application/json", "X-Inzira": "1" };
  const answer = await request("POST", "/session", { email, password });
  headers.Cookie = answer.headers.get("Set-Cookie").split(";")[0];

  async function request(method, path, body) {
    const answer = await fetch(`${server.address}/api/v1${path}`, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
  return {
    get: async (path) => (await request("GET", path)).json(),
    bytes: async (path) => (await request("GET", path)).arrayBuffer(),
    post: async (path, body) => (await request("POST", path, body)).json(),
    put: async (path, body) => (await request("PUT", path, body)).json(),
    publish: async (operation, text) => {
      const body = new FormData();
      body.append("workbook", new File([text], "form.md", { type: "text/markdown" }));
      const { "Content-Type": _, ...rest } = headers;
      const path = `${server.address}/api/v1/operations/${operation}/forms`;
      const answer = await fetch(path, { method: "POST", headers: rest, body });
      if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
    },
  };
}

export function accountOf(server, role) {
  return server.accounts.find((account) => account.role === role);
}

/** The exercise in which collines are assessed, round after round. */
export function collines(operation) {
  return operation.exercises.find(({ code }) => code === "baseline_subarea");
}

/** The operation of a country, as the public sees it. */
export async function operationOf(server, admin0Pcode) {
  const { operations } = await (await fetch(`${server.address}/api/v1/public/operations`)).json();
  return operations.find((operation) => operation.admin0_pcode === admin0Pcode);
}
