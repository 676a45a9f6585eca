/** Metrics of sockets, and of the conversations with the coach that they carry. */

export const socketMetrics = {
  'quint.socket.connections': {
    kind: 'up_down_counter',
    unit: '{connection}',
    description: 'Open sockets of learners.',
    attributes: {},
  },
  'quint.socket.messages': {
    kind: 'counter',
    unit: '{message}',
    description: 'Messages that learners sent over a socket.',
    attributes: {},
  },
  'quint.socket.closings': {
    kind: 'counter',
    unit: '{connection}',
    description: 'Sockets that ended, by why: the client went, or what the gateway closed them for.',
    attributes: { 'quint.socket.reason': ['gone', 'moved', 'binary', 'nonsense', 'signedOut', 'idle', 'slow', 'flood'] },
  },
  'quint.socket.refusals': {
    kind: 'counter',
    unit: '{request}',
    description: 'Sockets that were refused, by the status of the answer.',
    attributes: { 'quint.socket.status': ['401', '403', '426', '429', '500', '503'] },
  },
  'quint.coach.turns': {
    kind: 'counter',
    unit: '{turn}',
    description: 'Turns of the coach in conversations, by who wrote them.',
    attributes: { 'quint.coach.source': ['offline', 'mixed', 'anthropic', 'openai', 'compatible'] },
  },
} as const
