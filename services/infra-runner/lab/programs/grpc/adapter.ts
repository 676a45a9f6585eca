/** What stands between a node of `start(env)` and gRPC: its environment out of calls, files and timers. */
import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { NodeServiceDefinition, RouterServiceDefinition } from '@quint/proto/gen/quint/lab/v1/node.ts'
import { createChannel, createClient, createServer } from 'nice-grpc'
import { start } from '../../nodes/raft.ts'

const folder = process.env.QUINT_DATA_DIR ?? '/work'
const router = createClient(RouterServiceDefinition, createChannel(process.env.QUINT_ROUTER_ADDRESS ?? ''))
const timers = new Map<string, NodeJS.Timeout>()
const disk = {
  read: (file: string) => (existsSync(path.join(folder, file)) ? readFileSync(path.join(folder, file), 'utf8') : ''),
  write(file: string, text: string) {
    writeFileSync(path.join(folder, `${file}.new`), text)
    renameSync(path.join(folder, `${file}.new`), path.join(folder, file))
  },
  append: (file: string, text: string) => appendFileSync(path.join(folder, file), text),
  sync() {
    const handle = openSync(path.join(folder, 'journal'), 'a')
    fsyncSync(handle)
    closeSync(handle)
  },
  files: () => readdirSync(folder),
}

let program: ReturnType<typeof start> | undefined
const server = createServer()
server.add(NodeServiceDefinition, {
  async init({ nodeId, nodeIds }) {
    program = start({
      id: nodeId,
      ids: nodeIds,
      now: () => performance.now(),
      random: Math.random,
      send: (dest, body) => void router.send({ dest, body: JSON.stringify(body) }).catch(() => undefined),
      setTimer(name, afterMs) {
        clearTimeout(timers.get(name))
        timers.set(
          name,
          setTimeout(() => program?.onTimer(name), afterMs),
        )
      },
      clearTimer: (name) => clearTimeout(timers.get(name)),
      disk,
    })
    return {}
  },
  async deliver({ src, body }) {
    program?.onMessage(src, JSON.parse(body))
    return {}
  },
  ask: ({ client, body }) =>
    new Promise((resolve) => program?.onClient({ client, body: JSON.parse(body), reply: (answer) => resolve({ body: JSON.stringify(answer) }) })),
  async inspect() {
    return { view: JSON.stringify(program?.inspect?.() ?? null) }
  },
})
await server.listen(process.env.QUINT_NODE_ADDRESS ?? '')
