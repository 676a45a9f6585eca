// A counter that goes up and down: each node keeps its own two sums and tells them to all.
import { createInterface } from 'node:readline'

let me = ''
let ids = []

function send(dest, body) {
  console.log(JSON.stringify({ src: me, dest, body }))
}

function reply(to, body) {
  send(to.src, { ...body, in_reply_to: to.body.msg_id })
}

function start(handlers) {
  createInterface({ input: process.stdin }).on('line', (line) => {
    const message = JSON.parse(line)
    const { type } = message.body
    try {
      if (type === 'init') {
        me = message.body.node_id
        ids = message.body.node_ids
        reply(message, { type: 'init_ok' })
      } else if (handlers[type] === undefined) reply(message, { type: 'error', code: 10, text: `no ${type} here` })
      else handlers[type](message)
    } catch (error) {
      reply(message, { type: 'error', code: error.code === 0 ? 0 : 13, text: error.message })
    }
  })
}

const sums = new Map()

function merge(id, [up, down]) {
  const [knownUp, knownDown] = sums.get(id) ?? [0, 0]
  sums.set(id, [Math.max(knownUp, up), Math.max(knownDown, down)])
}

setInterval(() => {
  for (const id of ids) if (id !== me) send(id, { type: 'sums', sums: [...sums] })
}, 200)

start({
  add(message) {
    const { delta } = message.body
    const [up, down] = sums.get(me) ?? [0, 0]
    merge(me, delta > 0 ? [up + delta, down] : [up, down - delta])
    reply(message, { type: 'add_ok' })
  },
  read(message) {
    let value = 0
    for (const [up, down] of sums.values()) value += up - down
    reply(message, { type: 'read_ok', value })
  },
  sums(message) {
    for (const [id, pair] of message.body.sums) merge(id, pair)
  },
})
