/** What a typed edit does, in a sentence. */
import type { Checked } from '../api/design.ts'
import { kindWords } from './words.ts'

type Edit = Checked['edits'][number]

export function editWords(edit: Edit): string {
  const { kind, component, from, to, operation } = edit
  switch (kind) {
    case 'addComponent':
      return addedWords(component)
    case 'setReplicas':
      return `${component}: ${edit.replicas} replicas${zonesWords(edit.zones)}`
    case 'setComponent':
      return `${component}: ${factsOf(to)}`
    case 'addLink':
      return linkWords(edit.link)
    case 'setLinkPolicy':
      return `${from} → ${to}: ${factsOf(edit.policy)}`
    case 'setOperation':
      return `${operation}: ${factsOf(to)}`
    default:
      return kind
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

function addedWords(component: unknown): string {
  if (!isRecord(component)) return 'A part'
  return `${kindWords[component.kind as keyof typeof kindWords] ?? component.kind}, called ${component.id}`
}

function linkWords(link: unknown): string {
  return isRecord(link) ? `A link ${link.from} → ${link.to}` : 'A link'
}

function zonesWords(zones: unknown): string {
  return Array.isArray(zones) && zones.length > 0 ? ` in zones ${zones.join(', ')}` : ''
}

const names: Readonly<Record<string, string>> = {
  ttlSeconds: 'entries live, seconds',
  failover: 'a replica takes over',
  mostWaiting: 'messages that may wait',
  timeoutMs: 'time-out, ms',
  retries: 'retries',
  breaker: 'circuit breaker',
  pool: 'connections',
  cache: 'cached in',
  queue: 'put off by way of',
  idempotencyKey: 'a repeat is done once',
  auth: 'wants to know who asks',
  paginated: 'answers in pages',
  invalidates: 'takes its entry out of the cache',
}

function factsOf(change: unknown): string {
  if (!isRecord(change)) return ''
  return Object.entries(change)
    .map(([name, value]) => `${names[name] ?? name}${valueWords(value)}`)
    .join(', ')
}

function valueWords(value: unknown): string {
  if (value === true) return ''
  if (isRecord(value))
    return `: ${Object.values(value)
      .filter((one) => typeof one !== 'boolean')
      .join(', ')}`
  return `: ${value}`
}
