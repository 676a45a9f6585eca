/** The socket with everything that speaks over it, and the routes that belong to it. */
import type { VerifyLearner } from '@quint/auth/learner.ts'
import type { Bus } from '@quint/bus/bus.ts'
import type { Stores } from '@quint/cache/open.ts'
import type { Log } from '@quint/runtime/log.ts'
import { dialogueFeature } from '../coach/dialogue.ts'
import type { CoachClients } from '../coach/routes.ts'
import type { GatewayConfig } from '../config.ts'
import type { KeptAnswers } from '../http/kept.ts'
import type { Leaving } from '../http/leaving.ts'
import { type Limit, limit } from '../http/limits.ts'
import type { LivingDevices } from '../http/living-devices.ts'
import type { Route } from '../http/route.ts'
import type { SigningKeys } from '../identity/keys.ts'
import type { ChosenCoach } from '../identity/people/chosen-coach.ts'
import { type InterviewClients, openInterviews } from '../interview/open.ts'
import { openDoor } from './door.ts'
import { noticesFeature, startNotices } from './notices.ts'
import { socketRoutes } from './routes.ts'
import { openSockets, type Sockets, type SocketsOptions } from './sockets.ts'
import { openTickets } from './ticket.ts'

export interface SpeakingOptions extends Pick<SocketsOptions, 'accessFor'> {
  readonly config: Pick<
    GatewayConfig,
    'GATEWAY_TURNS_PER_MINUTE' | 'GATEWAY_SOCKETS_PER_LEARNER' | 'GATEWAY_SOCKET_MESSAGES_PER_MINUTE' | 'GATEWAY_ALLOWED_ORIGINS'
  >
  readonly publicUrl: string
  readonly bus: Bus
  readonly stores: Stores
  readonly keys: SigningKeys
  readonly verify: VerifyLearner
  readonly devices: LivingDevices
  readonly limits: { readonly learner: Limit; readonly runs: Limit; readonly interviews: Limit }
  readonly leaving: Leaving
  readonly clients: CoachClients & InterviewClients
  readonly chosenCoach: ChosenCoach
  readonly kept: Pick<KeptAnswers, 'drop'>
  readonly log: Log
}

export interface Speaking extends AsyncDisposable {
  readonly sockets: Sockets
  readonly routes: readonly Route[]
}

const upMs = 600_000
/** Nobody reads it later: what is kept is read from sessions. */
const soonMs = 10_000

export async function openSpeaking(options: SpeakingOptions): Promise<Speaking> {
  await using owned = new AsyncDisposableStack()
  const { config, stores, keys, devices, chosenCoach, leaving, bus, log } = options
  const tickets = openTickets({ keys, tally: stores.tally })
  const notices = await stores.board({ name: 'notices', ttlMs: upMs })
  const talks = await stores.board({ name: 'talks', ttlMs: upMs })
  const interviews = await stores.board({ name: 'interviews', ttlMs: soonMs })
  const turnLimit = limit(stores.tally, {
    name: 'turns',
    points: config.GATEWAY_TURNS_PER_MINUTE,
    windowSeconds: 60,
    message: 'That was a lot at once: think for a minute first.',
  })
  const door = openDoor({
    ...options,
    tickets,
    deviceLives: devices.lives,
    learnerLimit: options.limits.learner,
    allowedOrigins: config.GATEWAY_ALLOWED_ORIGINS,
    leaving: leaving.begun,
  })
  const interviewing = openInterviews({
    ...options.clients,
    board: interviews,
    chosenCoach,
    leaving: leaving.streams,
    limits: { starts: options.limits.interviews, turns: turnLimit, runs: options.limits.runs },
    log,
  })
  owned.use(startNotices({ bus, board: notices, log }))
  const sockets = owned.use(
    openSockets({
      door,
      features: [
        dialogueFeature({ ...options.clients, chosenCoach, turnLimit, board: talks, changed: options.kept.drop }),
        interviewing,
        noticesFeature(notices),
      ],
      accessFor: options.accessFor,
      devices,
      mostOfLearner: config.GATEWAY_SOCKETS_PER_LEARNER,
      messagesPerMinute: config.GATEWAY_SOCKET_MESSAGES_PER_MINUTE,
      leaving: leaving.streams,
      log,
    }),
  )
  const rest = owned.move()
  return { sockets, routes: socketRoutes(tickets), [Symbol.asyncDispose]: () => rest.disposeAsync() }
}
