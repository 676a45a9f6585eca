/** A server that speaks the part of Ollama's protocol that manages models, for tests: it loads, unloads and tells, or fails as it is told to. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

export interface FakeOllama extends AsyncDisposable {
  readonly url: string
  /** Loaded, in the order of loading. */
  readonly loaded: readonly string[]
  /** What was done, as "load a" and "unload b". */
  readonly done: readonly string[]
  /** From here on every answer is this status, or none at all. */
  fail(how: number | 'hang' | 'garbage' | undefined): void
}

interface Generating {
  readonly model: string
  readonly keep_alive?: string | number
}

type Failing = number | 'hang' | 'garbage' | undefined

/** @param models their sizes in bytes. */
export async function startFakeOllama(models: Readonly<Record<string, number>>): Promise<FakeOllama> {
  const loaded: string[] = []
  const done: string[] = []
  let failing: Failing
  const told = (name: string, at: number) => ({
    name,
    model: name,
    size: models[name],
    digest: `digest of ${name}`,
    expires_at: `2026-01-01T00:00:0${at}Z`,
  })
  const generate = (response: ServerResponse, { model, keep_alive }: Generating): void => {
    const name = model in models ? model : `${model}:latest`
    if (!(name in models)) {
      send(response, 404, { error: `model '${model}' not found` })
      return
    }
    const at = loaded.indexOf(name)
    const leaves = keep_alive === 0
    const step = leaves ? 'unload' : 'load'
    // What stands there already is not loaded again.
    if (leaves || at < 0) done.push(`${step} ${name}`)
    loaded.splice(at < 0 ? loaded.length : at, 1, ...(leaves ? [] : [name]))
    send(response, 200, { model, done: true, done_reason: step })
  }
  const server = createServer(async (request, response) => {
    if (failing !== undefined) return failWith(response, failing)
    if (request.url === '/api/tags') return send(response, 200, { models: Object.keys(models).map(told) })
    if (request.url === '/api/ps') return send(response, 200, { models: loaded.map(told) })
    if (request.url !== '/api/generate') return send(response, 404, { error: 'not found' })
    generate(response, (await json(request)) as Generating)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    loaded,
    done,
    fail(how) {
      failing = how
    },
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** Who hangs says nothing. */
function failWith(response: ServerResponse, how: Exclude<Failing, undefined>): void {
  if (how === 'garbage') response.end('<html>')
  else if (how !== 'hang') send(response, how, { error: 'no' })
}
