/** Lessons without consensus: echo, ids, broadcast, sets, counters and the log. */
import type { WrittenLesson } from './lesson.ts'

const network = ['partition', 'one-way', 'loss', 'delay', 'duplicate', 'pause'] as const
const all = [...network, 'kill', 'torn-writes'] as const
const usual = { nodes: 5, seconds: 10, rate: 60, faultsOffered: all }

const echo: WrittenLesson = {
  ...usual,
  slug: 'echo',
  title: 'Echo',
  workload: 'echo',
  nodes: 3,
  description: 'A client sends `echo` with a value and wants the same value back as `echo_ok`. It shows how a node is asked and how it answers.',
  hints: [
    'Every answer repeats the type of the question with `_ok` behind it.',
    'The value stands in `body.echo`; give it back under the same name.',
  ],
  starter: {
    javascript: { onClient: ["console.log(env.id, 'was asked', body.type)", "reply({ type: 'echo_ok', echo: 'something else' })"] },
    python: { onClient: ["print(self.env.id, 'was asked', body['type'])", "reply({'type': 'echo_ok', 'echo': 'something else'})"] },
  },
}

const uniqueIds: WrittenLesson = {
  ...usual,
  slug: 'unique-ids',
  title: 'Unique ids',
  workload: 'unique-ids',
  description:
    'A client asks any node to `generate` an id and gets `generate_ok` with an `id` that nobody gets twice: not from another node, not after this one was killed and began anew. Nodes that are cut off from all others still answer.',
  hints: [
    'What differs from node to node? Put it into the id.',
    'What differs from life to life of one node? `env.disk` remembers what was synced; count the lives there.',
    'The name of the node, the number of its life and a count within it are enough.',
  ],
  starter: {
    javascript: { state: ['let given = 0'], onClient: ['given += 1', "reply({ type: 'generate_ok', id: given })"] },
    python: { state: ['self.given = 0'], onClient: ['self.given += 1', "reply({'type': 'generate_ok', 'id': self.given})"] },
  },
}

const broadcast: WrittenLesson = {
  ...usual,
  slug: 'broadcast',
  title: 'Broadcast',
  workload: 'broadcast',
  description:
    'A client tells one node a number with `broadcast`; any node that is asked to `read` has to know all numbers, in the end. Messages get lost, and nodes are cut off from each other for a while.',
  hints: [
    'What a node has been told, the others must hear of: send it on.',
    'A message that was sent has not arrived yet. Keep what you owe each node until it says that it has it.',
    'A timer that sends again all that is owed makes up for whatever got lost; a node that was killed finds on its disk what it had synced.',
  ],
  starter: {
    javascript: {
      state: ['const known = new Set()'],
      onMessage: ["if (body.type === 'tell') known.add(body.message)"],
      onClient: [
        "if (body.type === 'read') return reply({ type: 'read_ok', messages: [...known] })",
        'known.add(body.message)',
        '// Sent once to everybody. What if it does not arrive?',
        "for (const id of env.ids) if (id !== env.id) env.send(id, { type: 'tell', message: body.message })",
        "reply({ type: 'broadcast_ok' })",
      ],
      inspect: '{ known: known.size }',
    },
    python: {
      state: ['self.known = set()'],
      onMessage: ["if body['type'] == 'tell':", "    self.known.add(body['message'])"],
      onClient: [
        "if body['type'] == 'read':",
        "    return reply({'type': 'read_ok', 'messages': list(self.known)})",
        "self.known.add(body['message'])",
        '# Sent once to everybody. What if it does not arrive?',
        'for other in self.env.ids:',
        '    if other != self.env.id:',
        "        self.env.send(other, {'type': 'tell', 'message': body['message']})",
        "reply({'type': 'broadcast_ok'})",
      ],
      inspect: "{'known': len(self.known)}",
    },
  },
}

const efficient: WrittenLesson = {
  ...broadcast,
  slug: 'broadcast-efficient',
  title: 'Broadcast with few messages',
  workload: 'broadcast-efficient',
  nodes: 25,
  rate: 100,
  faultsOffered: [],
  description:
    'Broadcast with 25 nodes on a network where a message takes 100 ms. All numbers have to be known everywhere within 2 s, with fewer than 8 messages between nodes for each operation of a client. The fewer, the higher on the leaderboard.',
  hints: [
    'Does every node have to tell every other? A tree needs one message for each node but one.',
    'Several numbers fit into one message: wait a little before you send.',
    'Longer waiting means fewer messages, and later reads. How long may it take?',
  ],
}

const growSet: WrittenLesson = {
  ...usual,
  slug: 'g-set',
  title: 'A set that only grows',
  workload: 'g-set',
  description: 'Clients `add` elements at any node and `read` the set as `value`. In the end every node knows every element that was acknowledged.',
  hints: [
    'Two sets that only grow can always be united; in which order does not matter.',
    'Send all you have to some other node now and then. What is lost is sent again the next time.',
    'What was acknowledged must be on the disk, for the node may be killed right after.',
  ],
  starter: {
    javascript: {
      state: ['const elements = new Set()'],
      onClient: [
        "if (body.type === 'read') return reply({ type: 'read_ok', value: [...elements] })",
        'elements.add(body.element)',
        "reply({ type: 'add_ok' })",
      ],
      inspect: '{ elements: elements.size }',
    },
    python: {
      state: ['self.elements = set()'],
      onClient: [
        "if body['type'] == 'read':",
        "    return reply({'type': 'read_ok', 'value': list(self.elements)})",
        "self.elements.add(body['element'])",
        "reply({'type': 'add_ok'})",
      ],
      inspect: "{'elements': len(self.elements)}",
    },
  },
}

const counterStarter: WrittenLesson['starter'] = {
  javascript: {
    state: ['let sum = 0'],
    onMessage: ["if (body.type === 'more') sum += body.delta"],
    onClient: [
      "if (body.type === 'read') return reply({ type: 'read_ok', value: sum })",
      'sum += body.delta',
      '// Lost, it is missing; doubled, it counts twice.',
      "for (const id of env.ids) if (id !== env.id) env.send(id, { type: 'more', delta: body.delta })",
      "reply({ type: 'add_ok' })",
    ],
    inspect: '{ sum }',
  },
  python: {
    state: ['self.sum = 0'],
    onMessage: ["if body['type'] == 'more':", "    self.sum += body['delta']"],
    onClient: [
      "if body['type'] == 'read':",
      "    return reply({'type': 'read_ok', 'value': self.sum})",
      "self.sum += body['delta']",
      '# Lost, it is missing; doubled, it counts twice.',
      'for other in self.env.ids:',
      '    if other != self.env.id:',
      "        self.env.send(other, {'type': 'more', 'delta': body['delta']})",
      "reply({'type': 'add_ok'})",
    ],
    inspect: "{'sum': self.sum}",
  },
}

const growCounter: WrittenLesson = {
  ...usual,
  slug: 'g-counter',
  title: 'A counter that only grows',
  workload: 'g-counter',
  description: 'Clients `add` a `delta` of 0 or more at any node. When all is quiet, `read` gives the sum of all that was added, at every node.',
  hints: [
    'A message that says "5 more" does harm when it is lost, and when it comes twice. One that says "I have 12 in all" does not.',
    'Keep for each node what it has added in all; the larger number is always the later one.',
    'Only your own number has to survive on your disk: the others tell theirs again.',
  ],
  starter: counterStarter,
}

const bothWays: WrittenLesson = {
  ...growCounter,
  slug: 'pn-counter',
  title: 'A counter that goes up and down',
  workload: 'pn-counter',
  description:
    'Clients `add` a `delta` at any node, and it may be below 0. When all is quiet, `read` gives what was added less what was taken away, at every node.',
  hints: [
    'A number that goes up and down does not tell which of two is the later one. Two numbers that only grow do.',
    ...growCounter.hints.slice(1),
  ],
}

const kafka: WrittenLesson = {
  ...usual,
  slug: 'kafka',
  title: 'A log like Kafka',
  workload: 'kafka',
  rate: 40,
  description:
    'Clients `send` a `msg` to a `key` and get its `offset`; `poll` gives messages of several keys from given `offsets` on as `msgs`: `{ key: [[offset, msg], …] }`. `commit_offsets` notes how far a client has come, `list_committed_offsets` gives that back. Offsets of a key grow, no message that was acknowledged is lost, and none is passed over.',
  hints: [
    'Who decides which offset is next? One node for each key makes it simple.',
    'A node that is asked for a key that is not its own asks the owner, and waits. It may have to ask again; the owner must know then that it has done it already.',
    'What was acknowledged is on the disk, in order.',
  ],
  starter: {
    javascript: {
      state: ['const logs = new Map()', 'const committed = new Map()'],
      onClient: [
        "if (body.type === 'send') {",
        '  // Each node has logs of its own. Which one is right?',
        '  const log = logs.get(body.key) ?? []',
        '  logs.set(body.key, [...log, body.msg])',
        "  return reply({ type: 'send_ok', offset: log.length })",
        '}',
        "if (body.type === 'poll') {",
        '  const msgs /*any*/ = {}',
        '  for (const [key, from] of Object.entries(body.offsets)) msgs[key] = (logs.get(key) ?? []).map((msg, at) => [at, msg]).slice(from)',
        "  return reply({ type: 'poll_ok', msgs })",
        '}',
        "if (body.type === 'commit_offsets') {",
        '  for (const [key, offset] of Object.entries(body.offsets)) committed.set(key, offset)',
        "  return reply({ type: 'commit_offsets_ok' })",
        '}',
        "reply({ type: 'list_committed_offsets_ok', offsets: Object.fromEntries(committed) })",
      ],
    },
    python: {
      state: ['self.logs, self.committed = {}, {}'],
      onClient: [
        "if body['type'] == 'send':",
        '    # Each node has logs of its own. Which one is right?',
        "    log = self.logs.setdefault(body['key'], [])",
        "    log.append(body['msg'])",
        "    return reply({'type': 'send_ok', 'offset': len(log) - 1})",
        "if body['type'] == 'poll':",
        "    msgs = {key: list(enumerate(self.logs.get(key, [])))[start:] for key, start in body['offsets'].items()}",
        "    return reply({'type': 'poll_ok', 'msgs': msgs})",
        "if body['type'] == 'commit_offsets':",
        "    self.committed.update(body['offsets'])",
        "    return reply({'type': 'commit_offsets_ok'})",
        "reply({'type': 'list_committed_offsets_ok', 'offsets': self.committed})",
      ],
    },
  },
}

export const gossipLessons: readonly WrittenLesson[] = [echo, uniqueIds, broadcast, efficient, growSet, growCounter, bothWays, kafka]
