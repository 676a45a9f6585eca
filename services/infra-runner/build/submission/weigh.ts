/** Edits that somebody else proposes for a design, weighed: taken where they fit, quoted where their words stand in the learner's text, inferred otherwise. */
import type { Blueprint } from '../blueprint/blueprint.ts'
import { partAt, withPart } from '../blueprint/part.ts'
import { applyEdits, diffOf, type Edit, editSchema } from '../edits.ts'
import { kindsSaid, numbersSaid } from './reading.ts'

export interface Weighed {
  readonly blueprint: Blueprint
  readonly taken: readonly { readonly edit: Edit; readonly place: string; readonly inferred: boolean }[]
  readonly refused: readonly { readonly edit: string; readonly reason: string }[]
  /** Lines with `-` and `+`. */
  readonly diff: readonly string[]
}

const mostQuotes = 8
const shown = 300
const fewestLetters = 8

export function weigh(begun: Blueprint, proposed: readonly string[], text: string): Weighed {
  const said = plain(text)
  const taken: Weighed['taken'][number][] = []
  const refused: Weighed['refused'][number][] = []
  let blueprint = begun
  for (const one of proposed) {
    const edit = editIn(one)
    if (typeof edit === 'string') {
      refused.push({ edit: one.slice(0, shown), reason: edit })
      continue
    }
    const inferred = !rests(edit, said)
    const { quote: _quote, ...bare } = edit
    const kept = (inferred ? bare : edit) as Edit
    if (isThere(blueprint, kept)) continue
    const next = applyEdits(blueprint, [kept])
    if (next.kind === 'refused') {
      refused.push({ edit: one.slice(0, shown), reason: next.problems[0]?.message ?? 'It does not fit.' })
      continue
    }
    // What changes nothing is neither understood nor inferred.
    if (diffOf(blueprint, next.value).length === 0) continue
    const place = placeOf(kept)
    blueprint = inferred ? remembered(blueprint, next.value, place) : witnessed(next.value, place, kept.quote ?? '')
    taken.push({ edit: kept, place, inferred })
  }
  return { blueprint, taken, refused, diff: diffOf(begun, blueprint) }
}

/** Adding what was read already is no contradiction. */
function isThere({ components, links }: Blueprint, edit: Edit): boolean {
  if (edit.kind === 'addComponent') return components.some(({ id, kind }) => id === edit.component.id && kind === edit.component.kind)
  return (
    edit.kind === 'addLink' &&
    links.some(({ from, to, protocol }) => from === edit.link.from && to === edit.link.to && protocol === edit.link.protocol)
  )
}

/** The edit, or why it is none. */
function editIn(text: string): Edit | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'This is not JSON.'
  }
  const parsed = editSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'malformed'}`.slice(0, shown)
}

/** Its quote is the learner's, word for word, and is about what the edit says: the part, and the number of it. */
function rests(edit: Edit, said: string): boolean {
  const quote = plain(edit.quote ?? '')
  if (quote.length < fewestLetters || !` ${said} `.includes(` ${quote} `)) return false
  if (edit.kind === 'addComponent') return kindsSaid(quote).includes(edit.component.kind)
  if (edit.kind === 'removeComponent') return !kindsSaid(quote).length
  if (edit.kind === 'setReplicas') return numbersSaid(quote).includes(edit.replicas)
  if (edit.kind === 'setComponent' && edit.to.replicas !== undefined) return numbersSaid(quote).includes(edit.to.replicas)
  return true
}

/** Letters, figures and single spaces: typography and line breaks are nobody's words. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.%]+/gu, ' ')
    .replace(/\.(?=\s|$)/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
}

function placeOf(edit: Edit): string {
  switch (edit.kind) {
    case 'addComponent':
      return `components.${edit.component.id}`
    case 'removeComponent':
    case 'setReplicas':
    case 'setComponent':
      return `components.${edit.component}`
    case 'addLink':
      return `links.${edit.link.from}.${edit.link.to}`
    case 'removeLink':
    case 'setLinkPolicy':
      return `links.${edit.from}.${edit.to}`
    case 'bindOperation':
      return `operations.${edit.operation.id}`
    case 'setOperation':
      return `operations.${edit.operation}`
    case 'placeTable':
      return `tables.${edit.table.name}`
    case 'addIndex':
      return `tables.${edit.table}`
    case 'setRequirements':
      return 'requirements'
  }
}

/** What stood there before anybody inferred anything. */
function remembered(before: Blueprint, after: Blueprint, place: string): Blueprint {
  const known = before.inferred ?? []
  if (known.some((one) => one.place === place)) return after
  const was = partAt(before, place)
  return { ...after, inferred: [...known, was === undefined ? { place } : { place, was }] }
}

function witnessed(blueprint: Blueprint, place: string, quote: string): Blueprint {
  const quotes = blueprint.evidence[place] ?? []
  if (quotes.includes(quote) || quotes.length >= mostQuotes) return blueprint
  return { ...blueprint, evidence: { ...blueprint.evidence, [place]: [...quotes, quote] } }
}

/** The design without anything that was inferred. */
export function withoutInferred(blueprint: Blueprint): Blueprint {
  const { inferred = [], ...rest } = blueprint
  return inferred.toReversed().reduce<Blueprint>((undone, { place, was }) => withPart(undone, place, was), rest)
}
