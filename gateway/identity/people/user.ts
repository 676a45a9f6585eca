/** A user as the API shows them: all of it to themselves, little to others. */
import type { User } from '../store.ts'
import { avatarColorOf } from './avatar.ts'
import { effective } from './preferences.ts'

export function toUser(user: User) {
  const { id, email, displayName, timeZone, roles, emailVerified, createdAt, subjects, lastActiveAt } = user
  const avatarColor = user.avatarColor ?? avatarColorOf(id)
  const preferences = effective(user.preferences)
  const self = `/api/users/${id}`
  return {
    ...{ id, email, displayName, timeZone, roles, emailVerified, createdAt, avatarColor, subjects, preferences, lastActiveAt },
    _links: { self: { href: self }, stats: { href: `${self}/stats` }, export: { href: `${self}/export` } },
  }
}

export interface PublicUser {
  readonly id: string
  readonly displayName: string
  readonly avatarColor: string | null
  readonly subjects: readonly string[]
  /** "YYYY-MM" */
  readonly joined: string
}

export function toPublicUser(user: PublicUser) {
  return { ...user, avatarColor: user.avatarColor ?? avatarColorOf(user.id), _links: { self: { href: `/api/users/${user.id}` } } }
}

/** Strong: it says which state of the profile a change is meant for (RFC 9110, 13.1.1). */
export function profileTag(user: Pick<User, 'profileVersion'>): string {
  return `"profile-${user.profileVersion}"`
}
