/** What differs between two contracts, and whom each difference would hurt. */
import type { Consumer } from './consumers.ts'
import type { ContractEvent, ContractField } from './contract.ts'

/** free: nobody can notice. notice: allowed once it is written in notices.ts. breaking: only on a new major topic, beside the old one. */
export type Verdict = 'free' | 'notice' | 'breaking'

export interface Change {
  /** Names the change in notices.ts: `<kind> <event type> [<field or value>]`. */
  readonly id: string
  readonly verdict: Verdict
  /** Teams, sorted. */
  readonly hurts: readonly string[]
  readonly says: string
}

interface Subject {
  readonly event: ContractEvent
  readonly consumers: readonly Consumer[]
}

export function changesBetween(before: readonly ContractEvent[], after: readonly ContractEvent[], consumers: readonly Consumer[]): readonly Change[] {
  const kept = before.flatMap((event) => {
    const now = after.find(({ type }) => type === event.type)
    if (now === undefined) return [gone({ event, consumers }, after)]
    return [...placeChanges({ event, consumers }, now), ...promiseChanges({ event, consumers }, now), ...fieldChanges({ event, consumers }, now)]
  })
  const added = after.filter(({ type }) => !before.some((event) => event.type === type))
  return [...kept, ...added.map(({ type }) => change(['event-added', type], [], 'free', `${type} is new`))]
}

function change(id: readonly string[], hurts: readonly string[], verdict: Verdict, says: string): Change {
  return { id: id.join(' '), verdict, hurts: [...new Set(hurts)].sort(), says }
}

/** Breaking for whoever is named; with nobody to hurt, others still must hear of it. */
function costs(id: readonly string[], hurts: readonly string[], says: string): Change {
  return change(id, hurts, hurts.length > 0 ? 'breaking' : 'notice', says)
}

function readersOf({ event, consumers }: Subject, field?: string): readonly string[] {
  return consumers
    .filter(({ reads }) => {
      const reading = reads[event.type]
      return reading !== undefined && (field === undefined || reading.fields.some((read) => read === field || read.startsWith(`${field}.`)))
    })
    .map(({ team }) => team)
}

function gone(subject: Subject, after: readonly ContractEvent[]): Change {
  const { event } = subject
  const renamed = after.find(({ message, topic }) => message === event.message && topic === event.topic)
  if (renamed !== undefined) return costs(['event-renamed', event.type, renamed.type], readersOf(subject), `${event.type} is called ${renamed.type}`)
  return costs(['event-removed', event.type], readersOf(subject), `${event.type} is gone`)
}

function placeChanges(subject: Subject, now: ContractEvent): readonly Change[] {
  const { event } = subject
  const all = readersOf(subject)
  const found: Change[] = []
  if (now.topic !== event.topic) found.push(costs(['topic-changed', event.type], all, `${event.type} moves from ${event.topic} to ${now.topic}`))
  if (now.key !== event.key)
    found.push(costs(['key-changed', event.type], all, `${event.type} is keyed by ${now.key}, so the order by ${event.key} is lost`))
  if (now.message !== event.message)
    found.push(costs(['message-changed', event.type], all, `${event.type} carries ${now.message} for ${event.message}`))
  if (now.owner !== event.owner)
    found.push(costs(['source-changed', event.type], all, `${event.type} comes from /quint/${now.owner}, not /quint/${event.owner}`))
  if (now.partitions !== event.partitions) {
    found.push(change(['partitions-changed', event.type], all, 'notice', `${event.type}: keys move between partitions once`))
  }
  if (now.retentionDays < event.retentionDays) {
    found.push(
      change(['retention-shortened', event.type], all, 'notice', `${event.type} is kept ${now.retentionDays} days, not ${event.retentionDays}`),
    )
  }
  if (now.retentionDays > event.retentionDays) {
    found.push(change(['retention-lengthened', event.type], [], 'free', `${event.type} is kept ${now.retentionDays} days`))
  }
  return found
}

function promiseChanges(subject: Subject, now: ContractEvent): readonly Change[] {
  const { event, consumers } = subject
  const weaker = event.always.filter((field) => !now.always.includes(field) && has(now, field))
  const firmer = now.always.filter((field) => !event.always.includes(field))
  const needed = now.mustUnderstand.filter((field) => !event.mustUnderstand.includes(field))
  return [
    ...weaker.map((field) => costs(['may-be-left-out', event.type, field], readersOf(subject, field), `${event.type} ${field} may be left out`)),
    ...firmer.map((field) => change(['never-left-out', event.type, field], [], 'free', `${event.type} ${field} is never left out`)),
    ...needed.map((field) => {
      const unaware = consumers.filter(({ reads }) => reads[event.type] !== undefined && !reads[event.type]?.fields.includes(field))
      return costs(
        ['must-understand', event.type, field],
        unaware.map(({ team }) => team),
        `${event.type} is misread without ${field}`,
      )
    }),
    ...(now.deprecated && !event.deprecated ? [change(['event-deprecated', event.type], readersOf(subject), 'notice', `${event.type} will go`)] : []),
  ]
}

function has(event: ContractEvent, field: string): boolean {
  return event.fields.some(({ path }) => path === field)
}

function fieldChanges(subject: Subject, now: ContractEvent): readonly Change[] {
  const { event } = subject
  const kept = event.fields.flatMap((field) => {
    const same = now.fields.find(({ path }) => path === field.path)
    if (same === undefined) return [fieldGone(subject, field, now)]
    return [...shapeChanges(subject, field, same), ...valueChanges(subject, field, same)]
  })
  const added = now.fields.filter(({ path, number }) => !has(event, path) && !event.fields.some((field) => field.number === number))
  return [...kept, ...added.map(({ path }) => change(['field-added', event.type, path], [], 'free', `${event.type} has ${path}`))]
}

function fieldGone(subject: Subject, field: ContractField, now: ContractEvent): Change {
  const { event } = subject
  const hurts = readersOf(subject, field.path)
  const renamed = now.fields.find(({ number, path }) => number === field.number && !has(event, path))
  if (renamed !== undefined) return costs(['field-renamed', event.type, field.path], hurts, `${event.type} ${field.path} is called ${renamed.path}`)
  return costs(['field-removed', event.type, field.path], hurts, `${event.type} ${field.path} is gone`)
}

function shapeChanges(subject: Subject, field: ContractField, now: ContractField): readonly Change[] {
  const { type } = subject.event
  const hurts = readersOf(subject, field.path)
  const shape = ({ type: name, repeated }: ContractField): string => (repeated ? `list of ${name}` : name)
  const found: Change[] = []
  if (shape(field) !== shape(now)) {
    found.push(costs(['field-retyped', type, field.path], hurts, `${type} ${field.path} is ${shape(now)}, not ${shape(field)}`))
  }
  if (field.number !== now.number) found.push(change(['number-changed', type, field.path], [], 'free', `${type} ${field.path} has another number`))
  if (now.deprecated && !field.deprecated)
    found.push(change(['field-deprecated', type, field.path], hurts, 'notice', `${type} ${field.path} will go`))
  return found
}

/** A new name hurts only who refuses unknown names: they take up the new contract first. */
function valueChanges(subject: Subject, field: ContractField, now: ContractField): readonly Change[] {
  const { event, consumers } = subject
  if (field.values.length === 0 || now.values.length === 0) return []
  const decoding = consumers.filter(({ reads }) => reads[event.type]?.decoder === 'generated').map(({ team }) => team)
  const readers = readersOf(subject, field.path)
  const added = now.values.filter((value) => !field.values.includes(value))
  const removed = field.values.filter((value) => !now.values.includes(value))
  return [
    ...added.map((value) => {
      const hurts = [...readers, ...decoding]
      return change(['value-added', event.type, value], hurts, hurts.length > 0 ? 'notice' : 'free', `${event.type} ${field.path} may be ${value}`)
    }),
    ...removed.map((value) => costs(['value-removed', event.type, value], readers, `${event.type} ${field.path} is never ${value}`)),
  ]
}
