/** What a node is given and what it has to give, by the way in which it is written. */
import type { Transport } from './lab.ts'
import { Code } from './verdict-view.tsx'

interface Guide {
  readonly title: string
  readonly rows: readonly (readonly [what: string, words: string])[]
  readonly more: string
}

const guides: Readonly<Record<Transport, Guide>> = {
  simulation: {
    title: 'What a node is given',
    rows: [
      ['start(env)', 'runs once in each life of each node, and gives back the functions below'],
      ['onMessage(from, body)', 'another node has sent something'],
      ['onTimer(name)', 'the time of a timer has come'],
      ['onClient({ body, reply })', 'a client asks; `reply(body)` once, now or later'],
      ['inspect()', 'if you like: what the screen shows of the node'],
      ['env.id, env.ids', 'this node, and all nodes'],
      ['env.send(to, body)', '`body` has a `type`; it may be lost, late, twice, or overtaken'],
      ['env.setTimer(name, ms)', 'replaces a timer of the same name; `env.clearTimer(name)`'],
      ['env.now(), env.random()', 'the only clock and the only chance'],
      ['env.disk', '`read(name)`, `write(name, text)`, `append(name, text)`, `sync()`, `files()`: what was not synced may be gone after a crash'],
    ],
    more: 'An error is `{ type: "error", code }`: 11 is not now, 20 not there, 22 another value; after 0 and 13 nobody knows. In Python names have underscores: `on_message(self, sender, body)`, `env.set_timer`.',
  },
  maelstrom: {
    title: 'What a node reads and prints',
    rows: [
      ['{ "src", "dest", "body" }', 'one JSON object a line, in on stdin, out on stdout; stderr is the log'],
      ['init', 'comes first, with `node_id` and `node_ids`; answer `init_ok` within ten seconds'],
      ['msg_id, in_reply_to', 'a question has the first, its answer the same number as the second'],
      ['topology', 'in broadcast: whom to talk to; answer `topology_ok`'],
      ['lin-kv, seq-kv, lww-kv, lin-tso', 'services that are asked like nodes'],
      ['QUINT_DATA_DIR', 'behind bubblewrap: a folder whose files outlive a kill'],
    ],
    more: 'Programs for Maelstrom run unchanged. They are real processes: the seed decides the faults, the machine the rest.',
  },
  grpc: {
    title: 'What a node serves and calls',
    rows: [
      ['NodeService', 'served at `QUINT_NODE_ADDRESS`: `Init`, `Deliver`, `Ask`, `Inspect`'],
      ['RouterService', 'at `QUINT_ROUTER_ADDRESS`: `Send` to another node, or to a service such as `lin-kv`'],
      ['body', 'the same JSON as over lines'],
      ['./node.ts, nice-grpc', 'stand beside a program in JavaScript or TypeScript'],
      ['node_pb2, node_pb2_grpc', 'beside one in Python'],
      ['quint/lab/node', 'beside one in Go'],
    ],
    more: 'Both addresses are Unix sockets, as gRPC takes them.',
  },
}

export function NodeGuide({ transport }: { readonly transport: Transport }) {
  const { title, rows, more } = guides[transport]
  return (
    <details className="mt-6">
      <summary className="text-muted">{title}</summary>
      <dl className="mt-3 grid gap-2 text-sm">
        {rows.map(([what, words]) => (
          <div key={what}>
            <dt className="break-words font-mono">{what}</dt>
            <dd className="text-muted">
              <Code text={words} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-sm text-muted">
        <Code text={more} />
      </p>
    </details>
  )
}
