/** A drawing that was written as JSON: what the canvas needs of it is looked at here, the rest is for the rules to say. */
import { type Blueprint, kinds } from './blueprint.ts'

type Drawn = { readonly kind: 'drawn'; readonly blueprint: Blueprint } | { readonly kind: 'wrong'; readonly message: string }

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string'
const areTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText)
const isComponent = (one: unknown): boolean =>
  isFields(one) &&
  isText(one.id) &&
  kinds.some((kind) => kind === one.kind) &&
  (one.replicas === undefined || typeof one.replicas === 'number') &&
  (one.zones === undefined || areTexts(one.zones))
const isLink = (one: unknown): boolean => isFields(one) && isText(one.from) && isText(one.to)
const isOperation = (one: unknown): boolean => isFields(one) && [one.id, one.method, one.path, one.component, one.plan].every(isText)

/** By field of the blueprint, what it has to be. */
const wanted: readonly (readonly [name: string, is: (value: unknown) => boolean, words: string])[] = [
  ['v', (value) => value === 1, 'must be 1'],
  ['name', isText, 'must be a name'],
  ['requirements', isFields, 'must be the figures that it is made for'],
  ['zones', (value) => areTexts(value) && (value as readonly string[]).length > 0, 'must be a list of names, of one at least'],
  [
    'components',
    (value) => Array.isArray(value) && value.length > 0 && value.every(isComponent),
    `must each have an id and a kind: ${kinds.join(', ')}`,
  ],
  ['links', (value) => Array.isArray(value) && value.every(isLink), 'must each say from where and to where'],
  ['operations', (value) => Array.isArray(value) && value.every(isOperation), 'must each have an id, a method, a path, a component and a plan'],
]

export function readDrawn(text: string): Drawn {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { kind: 'wrong', message: `This is not JSON: ${error instanceof Error ? error.message : 'it cannot be read'}` }
  }
  if (!isFields(value)) return { kind: 'wrong', message: 'A design is one object.' }
  const whole: Fields = { links: [], operations: [], ...value }
  const wrong = wanted.find(([name, is]) => !is(whole[name]))
  if (wrong !== undefined) return { kind: 'wrong', message: `${wrong[0]} ${wrong[2]}.` }
  return { kind: 'drawn', blueprint: whole as unknown as Blueprint }
}
