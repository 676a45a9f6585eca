// Broadcast by gossip: what a neighbour has not acknowledged is sent again.
import { createInterface } from 'node:readline'

let me = ''
let ids = []
let count = 0
const waiting = new Map()

function send(dest, body) {
  console.log(JSON.stringify({ src: me, dest, body }))
}

function reply(to, body) {
  send(to.src, { ...body, in_reply_to: to.body.msg_id })
}

/** Asks another node or a service; the answer, or an error with its code. */
function ask(dest, body) {
  count += 1
  const id = count
  send(dest, { ...body, msg_id: id })
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    setTimeout(() => reject(Object.assign(new Error('timeout'), { code: 0 })), 1000)
  })
}

function start(handlers) {
  createInterface({ input: process.stdin }).on('line', async (line) => {
    const message = JSON.parse(line)
    const { type, in_reply_to: answers } = message.body
    if (answers !== undefined) {
      const { resolve, reject } = waiting.get(answers) ?? {}
      waiting.delete(answers)
      if (type === 'error') reject?.(Object.assign(new Error(message.body.text), { code: message.body.code }))
      else resolve?.(message.body)
      return
    }
    try {
      if (type === 'init') {
        me = message.body.node_id
        ids = message.body.node_ids
        reply(message, { type: 'init_ok' })
      } else if (handlers[type] === undefined) reply(message, { type: 'error', code: 10, text: `no ${type} here` })
      else await handlers[type](message)
    } catch (error) {
      reply(message, { type: 'error', code: error.code === 0 ? 0 : 13, text: error.message })
    }
  })
}

const known = new Set()
/** What each other node may not know. */
const owed = new Map()

function learn(messages, from) {
  for (const message of messages) {
    if (known.has(message)) continue
    known.add(message)
    for (const id of ids) {
      if (id === me || id === from) continue
      const those = owed.get(id) ?? new Set()
      owed.set(id, those.add(message))
    }
  }
}

async function pass(id) {
  const messages = [...(owed.get(id) ?? [])]
  if (messages.length === 0) return
  try {
    await ask(id, { type: 'gossip', messages })
    for (const message of messages) owed.get(id).delete(message)
  } catch {
    // Sent again the next time.
  }
}

setInterval(() => {
  for (const id of owed.keys()) void pass(id)
}, 150)

start({
  topology: (message) => reply(message, { type: 'topology_ok' }),
  broadcast(message) {
    learn([message.body.message], me)
    reply(message, { type: 'broadcast_ok' })
  },
  read: (message) => reply(message, { type: 'read_ok', messages: [...known] }),
  gossip(message) {
    learn(message.body.messages, message.src)
    reply(message, { type: 'gossip_ok' })
  },
})
