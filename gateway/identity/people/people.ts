/** People: profiles, figures, exports and erasures, put together. */
import type { Bus } from '@quint/bus/bus.ts'
import type { Database } from '@quint/db/database.ts'
import type { Log } from '@quint/runtime/log.ts'
import type { Cookies } from '../../http/cookies.ts'
import type { LivingDevices } from '../../http/living-devices.ts'
import type { Route } from '../../http/route.ts'
import type { Accounts } from '../accounts.ts'
import type { Consent } from '../consent.ts'
import { openActivity } from './activity.ts'
import { type Eraser, startErasing } from './erasing.ts'
import { type Held, type HeldPart, openHeld } from './held.ts'
import { openProfiles } from './profile.ts'
import { peopleRoutes } from './routes.ts'
import { type Clients, holdingServices, practices } from './services.ts'
import { startHearing } from './signed-out.ts'

export interface PeopleOptions {
  readonly database: Database
  readonly bus: Bus
  readonly log: Log
  readonly clients: Clients
  readonly accounts: Accounts
  readonly consent: Consent
  /** What other parts of identity hold. */
  readonly held: readonly HeldPart[]
  readonly cookies: Cookies
  readonly devices: LivingDevices
  /** What the gateway keeps of learners outside its schema. */
  readonly erase: readonly Eraser[]
}

export interface People extends AsyncDisposable {
  readonly routes: readonly Route[]
  /** Identity's part of an export. */
  readonly held: Held
  /** Whether the device lives; then its learner is here. */
  deviceLives(userId: string, deviceId: string): Promise<boolean>
}

export function openPeople({ database, bus, log, clients, accounts, consent, held, cookies, devices, erase }: PeopleOptions): People {
  const owned = new AsyncDisposableStack()
  owned.use(startErasing({ database, bus, log, erase }))
  owned.use(startHearing(database, devices))
  const activity = owned.use(openActivity({ database, log }))
  const wholeHeld = openHeld(database, held)
  return {
    held: wholeHeld,
    routes: peopleRoutes({
      accounts,
      consent,
      cookies,
      profiles: openProfiles(database),
      held: wholeHeld,
      services: holdingServices(clients),
      stats: practices(clients),
    }),
    async deviceLives(userId, deviceId) {
      const lives = await devices.lives(userId, deviceId)
      if (lives) activity.seen(userId)
      return lives
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
