/** The learner's code: kept on the device until the server has it, the same in every tab, each language with its own. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Drafts } from '../../coach/drafts.ts'
import type { Draft } from '../asks.ts'
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
  readonly interview: RoomInterview | undefined
  readonly drafts: Drafts
  /** Tells the server. */
  readonly keep: UseRoom['keep']
  /** The server is there to be told. */
  readonly open: boolean
  /** What another page of the learner's wrote. */
  readonly incoming: Draft | undefined
}

const place = 'code'
const settleMs = 800

export function useCode({ id, interview, drafts, keep, open, incoming }: UseCodeOptions): Code {
  const [{ draft, revision }, setHeld] = useState<Held>({ draft: undefined, revision: 0 })
  const others = useRef<Record<string, string>>({})
  const dirty = useRef<Draft>(undefined)

  const known = interview !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: begun with once; afterwards the editor is ahead of what the server tells.
  useEffect(() => {
    if (interview === undefined) return
    const kept = toDraft(drafts.load(id, place)?.text)
    dirty.current = kept
    setHeld((before) => (before.draft === undefined ? replaced(before, kept ?? first(interview)) : before))
  }, [known, id, drafts])

  useEffect(() => {
    if (incoming !== undefined && dirty.current === undefined) setHeld((before) => replaced(before, incoming))
  }, [incoming])

  useEffect(() => {
    if (!open || draft === undefined || dirty.current !== draft) return
    const timer = setTimeout(() => {
      if (!keep(draft)) return
      dirty.current = undefined
      drafts.forget(id, place)
    }, settleMs)
    return () => clearTimeout(timer)
  }, [draft, open, keep, drafts, id])

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
