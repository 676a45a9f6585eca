/** Programs over lines with a bug put into them on purpose: an edit of a right one. */
import { readFileSync } from 'node:fs'
import path from 'node:path'

export interface Broken {
  readonly file: string
  readonly does: string
  readonly workload: string
  readonly faults: readonly string[]
  /** What is replaced stands there exactly once. */
  readonly edit: readonly [from: string, to: string]
}

const network = ['partition', 'loss'] as const

export const brokenPrograms: readonly Broken[] = [
  { file: 'python/echo.py', does: 'answers with less than it was asked', workload: 'echo', faults: [], edit: ["body['echo']}", "body['echo'][1:]}"] },
  {
    file: 'go/unique-ids.go',
    does: 'counts without saying whose',
    workload: 'unique-ids',
    faults: [],
    edit: ['fmt.Sprintf("%s-%d-%d", me, began, given)', 'fmt.Sprintf("%d", given+0*int(began))'],
  },
  {
    file: 'javascript/broadcast.js',
    does: 'takes what it has sent for received',
    workload: 'broadcast',
    faults: network,
    edit: ['  try {\n    await ask(id', '  owed.get(id).clear()\n  try {\n    await ask(id'],
  },
  {
    file: 'python/broadcast.py',
    does: 'takes what it has sent for received',
    workload: 'broadcast',
    faults: network,
    edit: ["send(other, {'type': 'tell', 'messages': news})", "send(other, {'type': 'tell', 'messages': news})\n                has.update(news)"],
  },
  {
    file: 'javascript/g-set.js',
    does: 'tells only the first node',
    workload: 'g-set',
    faults: [],
    edit: ["if (id !== me) send(id, { type: 'merge'", "if (id === ids[0]) send(id, { type: 'merge'"],
  },
  {
    file: 'python/g-counter.py',
    does: 'counts itself twice',
    workload: 'g-counter',
    faults: [],
    edit: ["'value': own + sum(", "'value': 2 * own + sum("],
  },
  {
    file: 'javascript/pn-counter.js',
    does: 'adds what it is told again',
    workload: 'pn-counter',
    faults: [],
    edit: ['Math.max(knownUp, up)', 'id === me ? up : knownUp + up'],
  },
  {
    file: 'javascript/kafka.js',
    does: 'tells an offset that is one too high',
    workload: 'kafka',
    faults: [],
    edit: ['offset: all.length - 1', 'offset: all.length'],
  },
  {
    file: 'javascript/txn-rw-register.js',
    does: 'overwrites what others have written meanwhile',
    workload: 'txn-rw-register',
    faults: [],
    edit: ["type: 'cas', key: 'root', from, to, create_if_not_exists: true", "type: 'write', key: 'root', value: to"],
  },
  {
    file: 'python/txn-list-append.py',
    does: 'overwrites what others have written meanwhile',
    workload: 'txn-list-append',
    faults: [],
    edit: [
      "answer = ask('lin-kv', {'type': 'cas', 'key': 'root', 'from': state, 'to': after, 'create_if_not_exists': True})\n    if answer['type'] == 'cas_ok'",
      "answer = ask('lin-kv', {'type': 'write', 'key': 'root', 'value': after})\n    if answer['type'] == 'write_ok'",
    ],
  },
  {
    file: 'python/lin-kv.py',
    does: 'remembers what it has read',
    workload: 'lin-kv',
    faults: [],
    edit: [
      "        answer = ask('lin-kv', {key: value for key, value in body.items() if key != 'msg_id'})",
      "        memory = globals().setdefault('memory', {})\n        if body['type'] == 'read' and body['key'] in memory:\n            answer = memory[body['key']]\n        else:\n            answer = ask('lin-kv', {key: value for key, value in body.items() if key != 'msg_id'})\n        if answer['type'] == 'read_ok':\n            memory[body['key']] = answer",
    ],
  },
]

export function sourceOf(file: string): string {
  return readFileSync(path.join(import.meta.dirname, file), 'utf8')
}

export function brokenSource({ file, edit: [from, to] }: Broken): string {
  const parts = sourceOf(file).split(from)
  if (parts.length !== 2) throw new Error(`${file}: "${from}" stands ${parts.length - 1} times in it`)
  return parts.join(to)
}
