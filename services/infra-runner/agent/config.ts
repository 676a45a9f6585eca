/** Every setting of an agent; the place that starts it gives them, nobody else does. */
import { integer, type Settings, text } from '@quint/runtime/config.ts'

export const agentSettings = {
  AGENT_HOST: text({ fallback: '0.0.0.0', purpose: 'address of the seat, at which the runner calls' }),
  AGENT_PORT: integer({ min: 0, max: 65_535, fallback: '7010', purpose: 'its port there; 0 picks a free one' }),
  AGENT_TOKEN: text({ secret: true, purpose: 'what the runner brings to be let in' }),
  AGENT_CERTIFICATE: text({ secret: true, purpose: 'certificate of all agents of one ground, PEM' }),
  AGENT_KEY: text({ secret: true, purpose: 'its private key, PEM' }),
  AGENT_FIRST_SECONDS: integer({ min: 1, max: 3600, fallback: '120', purpose: 'after so long without a runner from the start it ends' }),
  AGENT_ALONE_SECONDS: integer({ min: 1, max: 3600, fallback: '10', purpose: 'after so long without its runner it ends' }),
} as const

export type AgentConfig = Settings<typeof agentSettings>
