/** Says in a sentence why a few operations cannot be put in order. */
import type { Operation } from '../history/operation.ts'
import { type Model, textOf } from './model.ts'
import type { Anomaly } from './verdict.ts'

const fewOperations = 8

export function explained(witness: readonly Operation[], model: Model): Anomaly {
  const last = witness.filter(({ outcome }) => outcome === 'ok').reduce((late, one) => (one.returnedAt > late.returnedAt ? one : late))
  const operations = witness.map(({ id }) => id)
  const key = last.key === undefined ? '' : ` of ${last.key}`
  if (model.name === 'register' && last.f === 'read') {
    const told = staleRead(witness, last)
    if (told !== undefined) return { name: told.name, explanation: `${told.text}${key === '' ? '' : ` (key ${last.key})`}`, operations }
  }
  const shown = witness.slice(-fewOperations).map(sentenceOf).join('; ')
  const more = witness.length > fewOperations ? `${witness.length - fewOperations} more, then ` : ''
  return { name: 'not-linearizable', explanation: `no order of these operations${key} explains all answers: ${more}${shown}`, operations }
}

/** The two ways a single read is wrong that people know by name. */
function staleRead(witness: readonly Operation[], read: Operation): { readonly name: string; readonly text: string } | undefined {
  const value = textOf(read.output)
  const changes = witness.filter(({ f }) => f === 'write' || f === 'cas')
  const writers = changes.filter((operation) => written(operation) === value)
  if (writers.length === 0 && value !== 'null') return { name: 'invented-value', text: `${read.process} read ${value}, which nobody had written` }
  const newer = changes.find(
    (operation) =>
      operation.outcome === 'ok' && operation.returnedAt < read.calledAt && writers.every((writer) => writer.returnedAt < operation.calledAt),
  )
  if (newer === undefined || writers.some(({ outcome }) => outcome !== 'ok')) return undefined
  return { name: 'stale-read', text: `${read.process} read ${value} after ${newer.process}'s ${wordsOf(newer)} had been acknowledged` }
}

function written({ f, input }: Operation): string {
  return textOf(f === 'cas' && Array.isArray(input) ? input[1] : input)
}

function wordsOf({ f, input }: Operation): string {
  return f === 'cas' ? `change to ${textOf(Array.isArray(input) ? input[1] : input)}` : `write of ${textOf(input)}`
}

function sentenceOf({ process, f, input, output, outcome }: Operation): string {
  const asked = input === undefined || input === null ? '' : ` ${textOf(input)}`
  if (outcome !== 'ok') return `${process} ${f}${asked} (perhaps)`
  return `${process} ${f}${asked}${f === 'read' || f === 'dequeue' || f === 'contains' ? ` → ${textOf(output)}` : ''}`
}
