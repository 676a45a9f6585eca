/** Profiles: what a learner says of themselves and how they want to work, read and changed. */
import type { Database } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { HttpProblem } from '../../http/problem.ts'
import { findUser, type User } from '../store.ts'
import { changed, type PreferencesChange } from './preferences.ts'
import * as store from './store.ts'
import { type PublicUser, profileTag } from './user.ts'

/** Undefined leaves as it is. */
export interface ProfileChange {
  readonly displayName: string | undefined
  readonly timeZone: string | undefined
  /** Null goes back to the one that follows from the id. */
  readonly avatarColor: string | null | undefined
  readonly subjects: readonly string[] | undefined
  readonly preferences: PreferencesChange | undefined
}

export interface Profiles {
  own(userId: string): Promise<User>
  /** Throws Failure('not_found') for who shows themselves to nobody: whether they exist is theirs to tell. */
  of(userId: string): Promise<PublicUser>
  /** @param ifMatch the tags of the states that the change is meant for; undefined for whichever. */
  change(userId: string, change: ProfileChange, ifMatch: string | undefined): Promise<User>
}

export function openProfiles(database: Database): Profiles {
  return {
    own: async (userId) => known(await database.asReader(userId, (tx) => findUser(tx, userId))),

    async of(userId) {
      const found = await store.findPublic(database, userId)
      if (found === undefined) throw new Failure('not_found', 'There is no such user.')
      return found
    },

    change: (userId, change, ifMatch) =>
      database.asLearner(userId, async (tx) => {
        const user = known(await store.lockUser(tx, userId))
        if (ifMatch !== undefined && !matches(ifMatch, profileTag(user))) throw changedMeanwhile()
        return known(await store.putProfile(tx, userId, merged(user, change)))
      }),
  }
}

function merged(user: User, change: ProfileChange): store.Profile {
  return {
    displayName: change.displayName ?? user.displayName,
    timeZone: change.timeZone ?? user.timeZone,
    avatarColor: change.avatarColor === undefined ? user.avatarColor : change.avatarColor,
    subjects: change.subjects ?? user.subjects,
    preferences: change.preferences === undefined ? user.preferences : changed(user.preferences, change.preferences),
  }
}

/** Weak tags match nothing here: the change would be made to a state that nobody saw. */
function matches(ifMatch: string, tag: string): boolean {
  return ifMatch.split(',').some((entry) => entry.trim() === '*' || entry.trim() === tag)
}

function changedMeanwhile(): HttpProblem {
  return new HttpProblem(412, 'precondition', {
    title: 'Changed meanwhile',
    detail: 'The profile was changed elsewhere since it was read: read it again, then change it.',
  })
}

function known(user: User | undefined): User {
  if (user === undefined) throw new Failure('unauthenticated', 'Sign in to go on.')
  return user
}
