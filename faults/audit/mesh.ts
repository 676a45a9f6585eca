/** The journal of the learners against every service's tables, and those against the events that reached a consumer. */
import type { Entry } from './journal.ts'
import { type Read, reading } from './rows.ts'
import { repeated, type Verdict } from './verdict.ts'

interface Session {
  readonly id: string
  readonly status: string
  readonly last: string | null
  readonly tier: number
}

interface Effect {
  readonly type: string
  readonly key: string
  readonly data: Readonly<Record<string, unknown>>
}

interface Tables {
  readonly users: ReadonlySet<string>
  readonly sessions: ReadonlyMap<string, Session>
  /** By session and prompt. */
  readonly answers: ReadonlyMap<string, string>
  /** Whole hints, by session and tier. */
  readonly hints: ReadonlyMap<string, { readonly id: string; readonly text: string }>
  readonly effects: readonly Effect[]
  readonly repeats: readonly string[]
}

export function compareMesh(adminUrl: string, journal: readonly Entry[]): Promise<Verdict> {
  return reading(adminUrl, async (read) => {
    const tables = await tablesOf(read)
    return {
      acknowledged: journal.length,
      lost: journal.filter((entry) => !isKept(entry, tables)).map((entry) => JSON.stringify(entry).slice(0, 120)),
      undelivered: undelivered(tables),
      doubled: [...tables.repeats, ...doubled(tables.effects)],
      disordered: [...Map.groupBy(tables.effects, ({ key }) => key).values()].flatMap(outOfTurn),
      effects: tables.effects.length,
    }
  })
}

async function tablesOf(read: Read): Promise<Tables> {
  const users = await read<{ id: string }>('select user_id as id from identity.users')
  const sessions = await read<Session>('select id, status, final_response as last, highest_tier as tier from sessions.sessions')
  const answers = await read<{ place: string; text: string }>(
    "select session_id || ' ' || prompt_index as place, response_text as text from sessions.responses",
  )
  const hints = await read<{ place: string; id: string; text: string }>(
    "select session_id || ' ' || tier as place, id, hint_text as text from hints.hints where status = 'done'",
  )
  const effects = await read<Effect & { eventId: string }>('select event_id as "eventId", type, key, data from audit.effects order by sequence')
  return {
    users: new Set(users.map(({ id }) => id)),
    sessions: new Map(sessions.map((session) => [session.id, session])),
    answers: new Map(answers.map(({ place, text }) => [place, text])),
    hints: new Map(hints.map((hint) => [hint.place, hint])),
    effects,
    repeats: repeated(effects.map(({ eventId }) => eventId)),
  }
}

function isKept(entry: Entry, { users, sessions, answers, hints }: Tables): boolean {
  switch (entry.kind) {
    case 'user':
      return users.has(entry.userId)
    case 'session':
      return sessions.has(entry.sessionId)
    case 'answer':
      return answers.get(`${entry.sessionId} ${entry.promptIndex}`) === entry.text
    case 'hint':
      return hints.get(`${entry.sessionId} ${entry.tier}`)?.text === entry.text
    case 'completed':
      return sessions.get(entry.sessionId)?.status === 'completed' && sessions.get(entry.sessionId)?.last === entry.text
    case 'change':
      return false
  }
}

/** One name for each change that has exactly one event. */
function nameOf({ type, key, data }: Effect): string | undefined {
  if (type !== 'sessions.session.answered') return `${type} ${key}`
  return data.replaced === true ? undefined : `${type} ${key} ${Number(data.promptIndex ?? 0)}`
}

function doubled(effects: readonly Effect[]): string[] {
  return repeated(effects.map(nameOf).filter((name) => name !== undefined))
}

/** Committed changes whose event was not applied, by the audit or by the service that keeps the tier. */
function undelivered({ users, sessions, answers, hints, effects }: Tables): string[] {
  const applied = new Set(effects.map(nameOf))
  const told = [
    ...[...users].map((id) => `identity.user.registered ${id}`),
    ...[...sessions.keys()].map((id) => `sessions.session.started ${id}`),
    ...[...answers.keys()].map((place) => `sessions.session.answered ${place}`),
    ...[...sessions.values()].filter(({ status }) => status === 'completed').map(({ id }) => `sessions.session.completed ${id}`),
    ...[...hints.values()].map(({ id }) => `hints.hint.given ${id}`),
  ]
  const tiers = [...hints.keys()].filter((place) => {
    const [sessionId = '', tier] = place.split(' ')
    return (sessions.get(sessionId)?.tier ?? 0) < Number(tier)
  })
  return [...told.filter((name) => !applied.has(name)), ...tiers.map((place) => `tier of ${place}`)]
}

const rank = (effect: Effect): number => {
  if (effect.type === 'sessions.session.started') return 0
  if (effect.type === 'sessions.session.answered') return 1 + Number(effect.data.promptIndex ?? 0)
  return 100
}

/** Events of one aggregate that came after a later one; an answer that was given again has no place of its own. */
function outOfTurn(own: readonly Effect[]): string[] {
  let highest = -1
  return own.flatMap((effect) => {
    if (!effect.type.startsWith('sessions.') || effect.data.replaced === true) return []
    const early = rank(effect) < highest
    highest = Math.max(highest, rank(effect))
    return early ? [`${effect.type} of ${effect.key}`] : []
  })
}
