/** Carries a learner's accepted submissions from their own signed-in judge to Quint, page by page; it can be stopped and goes on where it was. */
import type { Store } from '../account/store.ts'
import type { PageAnswer } from '../page/request.ts'
import { type Submission, toSubmissionPage } from './submission.ts'
import type { Throttle } from './throttle.ts'

export interface ImportState {
  /** Of the judge's list, so far. */
  readonly looked: number
  /** Accepted ones that Quint has now. */
  readonly imported: number
  readonly lastKey: string
  readonly finished: boolean
}

export interface ImportOptions {
  /** One page of the list, from within the judge's own page. */
  readonly list: (offset: number, lastKey: string) => Promise<PageAnswer>
  readonly send: (submissions: readonly Submission[], signal: AbortSignal) => Promise<void>
  readonly throttle: Throttle
  readonly store: Store
  readonly owner: string
  readonly host: string
  readonly withCode: boolean
}

/** Whose submissions, and of which judge: another learner at this device begins at the beginning. */
export type ImportName = Pick<ImportOptions, 'owner' | 'host'>

export type ImportEnd = 'finished' | 'signed out' | 'refused' | 'not understood' | 'no answer'

export const importPrefix = 'quint:import:'
const nothing: ImportState = { looked: 0, imported: 0, lastKey: '', finished: false }
/** With code a page may be large; the gateway takes 1 MiB. */
const mostBytes = 512 * 1024
const mostAtOnce = 100
const mostTries = 3

export async function loadImport(store: Store, name: ImportName): Promise<ImportState> {
  const value = await store.get(keyOf(name))
  return typeof value === 'object' && value !== null ? { ...nothing, ...value } : nothing
}

export function forgetImport(store: Store, name: ImportName): Promise<void> {
  return store.remove(keyOf(name))
}

function keyOf({ owner, host }: ImportName): string {
  return `${importPrefix}${owner}:${host}`
}

/** Each step that is told is safe: a page counts only when Quint has taken it. Throws the signal's reason when stopped, or what sending threw. */
export async function runImport(options: ImportOptions, told: (state: ImportState) => void, signal: AbortSignal): Promise<ImportEnd> {
  let state = await loadImport(options.store, options)
  while (!state.finished) {
    const answer = await listed(options, state, signal)
    const end = endBy(answer)
    if (end !== undefined) return end
    const page = toSubmissionPage(answer.body, options)
    if (page === undefined) return 'not understood'
    for (const batch of batches(page.accepted)) await options.send(batch, signal)
    state = {
      looked: state.looked + page.listed,
      imported: state.imported + page.accepted.length,
      lastKey: page.lastKey,
      finished: !page.more,
    }
    await options.store.set(keyOf(options), state)
    told(state)
  }
  return 'finished'
}

/** A judge that is busy, and a page that is just being left, is asked again, as slowly as the throttle lets us. */
async function listed({ list, throttle }: ImportOptions, { looked, lastKey }: ImportState, signal: AbortSignal): Promise<PageAnswer> {
  for (let tries = 1; ; tries += 1) {
    await throttle(signal)
    const answer = await list(looked, lastKey).catch(pageAway)
    signal.throwIfAborted()
    const passing = answer.status === 0 || (answer.status ?? 200) >= 500
    if (!passing || tries >= mostTries) return answer
  }
}

/** What the browser says of a page that goes away in the middle is for nobody's eyes. */
function pageAway(): PageAnswer {
  return { path: '', status: 0, body: undefined }
}

function endBy({ status = 200 }: PageAnswer): ImportEnd | undefined {
  if (status === 401) return 'signed out'
  if (status === 403 || status === 429) return 'refused'
  return status >= 200 && status < 300 ? undefined : 'no answer'
}

function batches(submissions: readonly Submission[]): readonly (readonly Submission[])[] {
  const made: Submission[][] = []
  let bytes = 0
  for (const submission of submissions) {
    const size = JSON.stringify(submission).length * 3
    const current = made.at(-1)
    if (current === undefined || current.length >= mostAtOnce || bytes + size > mostBytes) {
      made.push([submission])
      bytes = size
    } else {
      current.push(submission)
      bytes += size
    }
  }
  return made
}
