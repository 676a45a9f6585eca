/** The words in which the administrators' pages tell of deeds, times and services. */
import type { Deed, Erasure } from './admin-api.ts'

const deeds: Readonly<Record<string, string>> = {
  'user.roles': 'Changed roles',
  'user.suspend': 'Suspended an account',
  'user.restore': 'Let an account in again',
  'user.export': 'Exported what is held of a learner',
  'user.delete': 'Deleted an account',
  'dead_letter.replay': 'Had a dead letter applied again',
  'deployment.teardown': 'Stopped a design of a learner',
  'cloud.approve': 'Approved a plan of a design in a cloud',
  'cloud.refuse': 'Refused a plan of a design in a cloud',
  'cloud.destroy': 'Had a design in a cloud destroyed',
  'reference.measure': 'Had a problem’s own design measured',
  'moderation.approve': 'Let a text or a video be seen',
  'moderation.remove': 'Took a text or a video down',
}

export const knownDeeds = Object.keys(deeds)

/** An action that has no words yet is said as it is recorded. */
export function deedWords(action: string): string {
  return deeds[action] ?? action
}

export function reasonOf({ detail }: Pick<Deed, 'detail'>): string {
  return typeof detail.reason === 'string' ? detail.reason : ''
}

/** What else was recorded, as "name: value". */
export function particulars({ detail }: Pick<Deed, 'detail'>): string {
  const rest = Object.entries(detail).filter(([name, value]) => name !== 'reason' && value !== '')
  return rest.map(([name, value]) => `${name}: ${value}`).join(', ')
}

/** A video that somebody decided about leads to it. */
export function isVideo({ action, detail }: Pick<Deed, 'action' | 'detail'>): boolean {
  return action.startsWith('moderation.') && detail.kind === 'video'
}

/** Whether a subject is an account's id, so that it leads to its page. */
export function isAccount({ action }: Pick<Deed, 'action'>): boolean {
  return action.startsWith('user.')
}

const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })

export function momentWords(at: string | null): string {
  return at === null ? 'never' : moment.format(new Date(at))
}

/** How long an erasure took, or that it still goes on. */
export function erasureWords({ askedAt, doneAt }: Pick<Erasure, 'askedAt' | 'doneAt'>): string {
  if (doneAt === null) return 'not done yet'
  const seconds = Math.max(0, Math.round((Date.parse(doneAt) - Date.parse(askedAt)) / 1000))
  return seconds === 1 ? 'done after 1 second' : `done after ${seconds} seconds`
}

export function shortId(id: string): string {
  return id.slice(-12)
}
