// Transactions on registers: the whole state is one value of lin-kv, changed by compare-and-set.
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

async function current() {
  try {
    return (await ask('lin-kv', { type: 'read', key: 'root' })).value
  } catch (error) {
    if (error.code === 20) return {}
    throw error
  }
}

start({
  async txn(message) {
    const from = await current()
    const to = { ...from }
    const done = message.body.txn.map(([f, key, value]) => {
      if (f === 'r') return [f, key, to[key] ?? null]
      to[key] = value
      return [f, key, value]
    })
    try {
      await ask('lin-kv', { type: 'cas', key: 'root', from, to, create_if_not_exists: true })
      reply(message, { type: 'txn_ok', txn: done })
    } catch (error) {
      if (error.code !== 22) throw error
      reply(message, { type: 'error', code: 30, text: 'another transaction came first' })
    }
  },
})
