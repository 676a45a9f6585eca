/** Metrics of videos: who writes their scripts, the line in front of a model of one's own, and what waits for a moderator. */

const model = { bounded: 'models in the configuration' }
const chat = {
  'gen_ai.operation.name': ['chat'],
  'gen_ai.provider.name': ['anthropic', 'openai', 'compatible'],
  'gen_ai.request.model': model,
} as const

export const videoMetrics = {
  'gen_ai.client.operation.time_per_output_chunk': {
    kind: 'histogram',
    unit: 's',
    description: 'Time from one part of an answer to the next, after the first.',
    attributes: chat,
    buckets: [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 10],
  },
  'quint.llm.queue.waiting': {
    kind: 'gauge',
    unit: '{request}',
    description: 'Requests that wait in front of a model of our own.',
    attributes: { 'gen_ai.request.model': model },
  },
  'quint.llm.queue.wait': {
    kind: 'histogram',
    unit: 's',
    description: 'How long a request stood in that line.',
    attributes: { 'gen_ai.request.model': model },
    buckets: [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300],
  },
  'quint.videos.scripts': {
    kind: 'counter',
    unit: '{script}',
    description: 'Scripts of videos: written by a model, unusable as the model wrote them, or out of the notes because no model could.',
    attributes: { 'quint.script.outcome': ['model', 'unusable', 'notes'] },
  },
  'quint.videos.held.age': {
    kind: 'gauge',
    unit: 's',
    description: 'How long the oldest video or comment on one has waited for a moderator; 0 when none does.',
    attributes: {},
  },
} as const
