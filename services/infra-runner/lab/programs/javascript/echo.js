// Echo over lines, with nothing but readline.
import { createInterface } from 'node:readline'

let me = ''
let count = 0

function send(dest, body) {
  console.log(JSON.stringify({ src: me, dest, body }))
}

function reply(to, body) {
  count += 1
  send(to.src, { ...body, msg_id: count, in_reply_to: to.body.msg_id })
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const message = JSON.parse(line)
  if (message.body.type === 'init') {
    me = message.body.node_id
    console.error(`I am ${me}`)
    reply(message, { type: 'init_ok' })
  } else reply(message, { type: 'echo_ok', echo: message.body.echo })
})
