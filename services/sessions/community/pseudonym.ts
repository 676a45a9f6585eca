/** Names that are nobody's. */
import { randomInt } from 'node:crypto'
import { moderate } from '@quint/moderation/moderate.ts'
import { scrub } from '@quint/moderation/scrub.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { isUnfitName } from './unfit-name.ts'

const manners =
  'Amber Bold Brisk Calm Candid Careful Cheerful Clear Curious Daring Deft Eager Early Fair Gentle Glad Hardy Honest Humble Keen Kind Lively Lucid Mellow Merry Nimble Patient Plain Proud Quick Quiet Ready Sage Silver Sober Steady Subtle Sunny Swift Tidy Warm Wise'.split(
    ' ',
  )
const animals =
  'Badger Beaver Bison Cormorant Crane Curlew Deer Dolphin Dormouse Eider Ermine Falcon Finch Fox Gannet Hare Hedgehog Heron Ibex Jackdaw Kestrel Kingfisher Lapwing Lark Lynx Marmot Marten Mole Nightjar Nuthatch Osprey Otter Owl Petrel Plover Puffin Raven Robin Seal Shrew Skylark Starling Stoat Swallow Swift Tern Thrush Vole Weasel Wren'.split(
    ' ',
  )

/** Drawn, not derived: it leads back to nobody, and two of one learner have nothing in common. */
function newPseudonym(): string {
  return `${drawn(manners)} ${drawn(animals)} ${randomInt(10, 100)}`
}

function drawn(words: readonly string[]): string {
  return words[randomInt(words.length)] ?? ''
}

/**
 * @param names words that name the learner, which a name that is nobody's may not hold.
 * @returns the name as it is shown; a made-up one for an empty one.
 */
export function checkedPseudonym(wanted: string, names: readonly string[]): string {
  const name = wanted.normalize('NFC').trim().replace(/\s+/g, ' ')
  if (name === '') return newPseudonym()
  const refuse = (message: string): Failure => new Failure('invalid', `displayAs ${message}`, { fields: [{ path: 'displayAs', message }] })
  if (!/^[\p{L}\p{N}][\p{L}\p{N}\p{M} '’-]{1,29}$/u.test(name)) throw refuse('must have 2 to 30 letters, digits, spaces or hyphens')
  if (scrub(name, names).blots.length > 0) throw refuse('must not say who you are')
  if (moderate(name).verdict !== 'allow' || isUnfitName(name)) throw refuse('cannot be shown to others; choose another one')
  return name
}
