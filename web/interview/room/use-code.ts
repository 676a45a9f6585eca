/** The learner's code: kept on the device until the server is known to have it, the same in every tab, each language with its own. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Drafts } from '../../coach/drafts.ts'
import type { Draft } from '../asks.ts'
import type { Room } from '../room.ts'
import type { UseRoom } from '../use-room.ts'
import type { RoomInterview } from '../wire.ts'

export interface Code extends Draft {
  /** Grows when the code became another by other means than writing. */
  readonly revision: number
  readonly write: (code: string) => void
  readonly speak: (language: string) => void
}

export interface UseCodeOptions {
  readonly id: string
  readonly state: Room
  readonly drafts: Drafts
  /** Tells the server. */
  readonly keep: UseRoom['keep']
  /** The server is there to be told. */
  readonly open: boolean
}

const place = 'code'
const settleMs = 800
/** After it was refused for now. */
const againMs = 5000
const passing: ReadonlySet<string> = new Set(['unavailable', 'deadline', 'exhausted', 'cancelled'])

export function useCode({ id, state, drafts, keep, open }: UseCodeOptions): Code {
  const { interview, draft: incoming } = state
  const [{ draft, revision }, setHeld] = useState<Held>({ draft: undefined, revision: 0 })
  const others = useRef<Record<string, string>>({})
  /** Written here, and not known to be kept. */
  const dirty = useRef<Draft>(undefined)
  useKeeping({ id, state, drafts, keep, open }, draft, dirty)

  const stands = interview?.draft
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the server tells how it stands: at first, and after a break.
  useEffect(() => {
    if (interview === undefined) return
    dirty.current ??= toDraft(drafts.load(id, place)?.text)
    const next = dirty.current ?? first(interview)
    setHeld((before) => (before.draft === undefined || dirty.current === undefined ? replaced(before, next) : before))
  }, [stands, id, drafts])

  useEffect(() => {
    if (incoming !== undefined && dirty.current === undefined) setHeld((before) => replaced(before, incoming))
  }, [incoming])

  const change = useCallback(
    (next: Draft, how: typeof written) => {
      dirty.current = next
      setHeld((before) => how(before, next))
      drafts.save(id, place, { text: JSON.stringify(next), seconds: 0 })
    },
    [drafts, id],
  )
  const now = draft ?? { code: '', language: interview?.language ?? 'python' }
  return {
    ...now,
    revision,
    write: useCallback(
      (code: string) => {
        if (code !== now.code) change({ code, language: now.language }, written)
      },
      [change, now.code, now.language],
    ),
    speak: (language: string) => {
      others.current[now.language] = now.code
      change({ code: others.current[language] ?? interview?.problem?.starters?.[language] ?? '', language }, replaced)
    },
  }
}

/** Tells the server what is written, a moment after it was changed last, and again on each line until it is kept. */
function useKeeping({ id, state, drafts, keep, open }: UseCodeOptions, draft: Draft | undefined, dirty: React.RefObject<Draft | undefined>): void {
  const { keptDraft, trouble } = state
  const told = useRef('')
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt tells it again.
  useEffect(() => {
    if (!open || draft === undefined || dirty.current !== draft) return
    const timer = setTimeout(() => {
      told.current = keep(draft) ?? ''
    }, settleMs)
    return () => {
      clearTimeout(timer)
      told.current = ''
    }
  }, [draft, open, keep, dirty, attempt])
  useEffect(() => {
    if (keptDraft === '' || keptDraft !== told.current) return
    dirty.current = undefined
    drafts.forget(id, place)
  }, [keptDraft, drafts, id, dirty])
  const refused = trouble?.about === 'cursor' && passing.has(trouble.code) ? trouble : undefined
  useEffect(() => {
    if (refused === undefined) return
    const timer = setTimeout(() => setAttempt((before) => before + 1), againMs)
    return () => clearTimeout(timer)
  }, [refused])
}

interface Held {
  readonly draft: Draft | undefined
  readonly revision: number
}

function written({ revision }: Held, draft: Draft): Held {
  return { draft, revision }
}

/** The same again changes nothing under the learner's hands. */
function replaced(before: Held, draft: Draft): Held {
  const same = before.draft?.code === draft.code && before.draft.language === draft.language
  return same ? before : { draft, revision: before.revision + 1 }
}

function first({ draft, language, problem }: RoomInterview): Draft {
  return draft.code === '' ? { code: problem?.starters?.[language] ?? '', language } : draft
}

function toDraft(json: string | undefined): Draft | undefined {
  if (json === undefined) return undefined
  try {
    const { code, language } = JSON.parse(json) as Partial<Record<keyof Draft, unknown>>
    return typeof code === 'string' && typeof language === 'string' ? { code, language } : undefined
  } catch {
    return undefined
  }
}
