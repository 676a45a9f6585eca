// A set that only grows: nodes exchange all they have, now and then.
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

const elements = new Set()

setInterval(() => {
  for (const id of ids) if (id !== me) send(id, { type: 'merge', elements: [...elements] })
}, 200)

start({
  add(message) {
    elements.add(message.body.element)
    reply(message, { type: 'add_ok' })
  },
  read: (message) => reply(message, { type: 'read_ok', value: [...elements] }),
  merge(message) {
    for (const element of message.body.elements) elements.add(element)
  },
})
