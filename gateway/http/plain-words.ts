/** What is wrong with a field of a request, told to whoever sent it and not in the words of a schema. */
import type { z } from 'zod'

type Issue = Parameters<z.core.$ZodErrorMap>[0]

/** A schema's own message goes before it; everything here follows the name of the field. */
export const inPlainWords: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value')) return 'is missing'
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return issue.values.length === 1 ? `must be ${told(issue.values[0])}` : `must be one of ${issue.values.map(told).join(', ')}`
    case 'too_small':
      return bounded(issue, { word: 'at least', exact: issue.exact, bound: issue.minimum, inclusive: issue.inclusive })
    case 'too_big':
      return bounded(issue, { word: 'at most', exact: issue.exact, bound: issue.maximum, inclusive: issue.inclusive })
    case 'invalid_format':
      return `must be ${formats[issue.format] ?? 'in the form that is documented'}`
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`
    default:
      return 'is not of a form that is known here'
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

const formats: Readonly<Record<string, string>> = {
  email: 'an e-mail address',
  url: 'a web address',
  uuid: 'a UUID',
  guid: 'a UUID',
  datetime: 'a time such as 2026-01-31T08:00:00Z',
  date: 'a date such as 2026-01-31',
  time: 'a time of day such as 08:00',
}

const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ['character', 'characters'],
  array: ['item', 'items'],
  set: ['item', 'items'],
  map: ['entry', 'entries'],
  file: ['byte', 'bytes'],
}

interface Bound {
  readonly word: 'at least' | 'at most'
  readonly exact: boolean | undefined
  readonly bound: number | bigint
  readonly inclusive: boolean | undefined
}

function bounded({ origin }: Issue & { readonly origin: string }, { word, exact, bound, inclusive }: Bound): string {
  const unit = units[origin]
  if (unit === undefined) return inclusive === false ? `must be ${word === 'at least' ? 'more' : 'less'} than ${bound}` : `must be ${word} ${bound}`
  if (word === 'at least' && Number(bound) === 1 && !exact) return 'must not be empty'
  return `must have ${exact ? 'exactly' : word} ${bound} ${unit[Number(bound) === 1 ? 0 : 1]}`
}

function told(value: unknown): string {
  return typeof value === 'string' ? `“${value}”` : String(value)
}
