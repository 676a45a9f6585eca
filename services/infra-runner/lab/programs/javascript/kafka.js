// A log by keys over lin-kv: whoever raises the length of a key by compare-and-set owns that place.
import { createInterface } from 'node:readline'

let me = ''
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
        reply(message, { type: 'init_ok' })
      } else if (handlers[type] === undefined) reply(message, { type: 'error', code: 10, text: `no ${type} here` })
      else await handlers[type](message)
    } catch (error) {
      reply(message, { type: 'error', code: error.code === 0 ? 0 : 13, text: error.message })
    }
  })
}

async function read(key, fallback) {
  try {
    return (await ask('lin-kv', { type: 'read', key })).value
  } catch (error) {
    if (error.code === 20) return fallback
    throw error
  }
}

async function change(key, fallback, work) {
  for (;;) {
    const from = await read(key, fallback)
    const to = work(from)
    if (to === from) return from
    try {
      await ask('lin-kv', { type: 'cas', key, from, to, create_if_not_exists: true })
      return to
    } catch (error) {
      if (error.code !== 22) throw error
    }
  }
}

start({
  async send(message) {
    const { key, msg } = message.body
    const all = await change(`log ${key}`, [], (before) => [...before, msg])
    reply(message, { type: 'send_ok', offset: all.length - 1 })
  },
  async poll(message) {
    const msgs = {}
    for (const [key, from] of Object.entries(message.body.offsets)) {
      const all = await read(`log ${key}`, [])
      msgs[key] = all.slice(from, from + 20).map((msg, at) => [from + at, msg])
    }
    reply(message, { type: 'poll_ok', msgs })
  },
  async commit_offsets(message) {
    for (const [key, offset] of Object.entries(message.body.offsets)) await change(`committed ${key}`, 0, (before) => Math.max(before, offset))
    reply(message, { type: 'commit_offsets_ok' })
  },
  async list_committed_offsets(message) {
    const offsets = {}
    for (const key of message.body.keys) offsets[key] = await read(`committed ${key}`, 0)
    reply(message, { type: 'list_committed_offsets_ok', offsets })
  },
})
