// Every node of the cluster is a process: a line of JSON in is a message to it, a line out is one from it. What goes to stderr is its log.
const lines = require('node:readline').createInterface({ input: process.stdin })
let me = ''
let ids = []

function send(dest, body) {
  console.log(JSON.stringify({ src: me, dest, body }))
}

function reply(message, body) {
  send(message.src, { ...body, in_reply_to: message.body.msg_id })
}

lines.on('line', (line) => {
  const message = JSON.parse(line)
  const { type } = message.body
  if (type === 'init') {
    me = message.body.node_id
    ids = message.body.node_ids
    return reply(message, { type: 'init_ok' })
  }
  // Whom to talk to, where the lesson says so.
  if (type === 'topology') return reply(message, { type: 'topology_ok' })
  console.error(`${me} of ${ids.length} was asked ${type} by ${message.src}`)
  reply(message, { type: 'error', code: 10, text: 'not supported yet' })
})
