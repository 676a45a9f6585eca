/** What published events tell of coaching, as counts: no service has to count its own successes. */
import { count } from './metrics.ts'
import { registry } from './registry.ts'

const steps: ReadonlyMap<string, (typeof stepNames)[number]> = new Map([
  ['sessions.session.started', 'started'],
  ['sessions.session.answered', 'answered'],
  ['sessions.session.completed', 'completed'],
  ['sessions.session.abandoned', 'abandoned'],
])

const stepNames = registry['quint.coach.sessions'].attributes['quint.coach.step']
const { 'quint.coach.source': sources, 'quint.coach.tier': tiers } = registry['quint.coach.hints'].attributes

/** @param data protobuf-JSON of the event. */
export function countFact(type: string, data: unknown): void {
  const step = steps.get(type)
  if (step !== undefined) count('quint.coach.sessions', { 'quint.coach.step': step })
  if (type === 'hints.hint.given') countHint(data)
}

function countHint(data: unknown): void {
  if (typeof data !== 'object' || data === null || !('source' in data) || !('tier' in data)) return
  const source = sources.find((name) => name === data.source)
  const tier = tiers.find((name) => name === String(data.tier))
  if (source !== undefined && tier !== undefined) count('quint.coach.hints', { 'quint.coach.source': source, 'quint.coach.tier': tier })
}
