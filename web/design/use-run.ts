/** Follows a submission for as long as the screen stands and it goes on; what was found out is asked for only once. */
import { useEffect, useReducer } from 'react'
import { design } from '../api/design.ts'
import { ApiError } from '../api/problem.ts'
import { begin, type RunState, type Telling, told } from './run.ts'
import { isOver } from './words.ts'

const soonestMs = 1000
const latestMs = 15_000

/** @param generation another one follows anew, after the submission was begun again. */
export function useRun(id: string, generation: number): RunState {
  const [state, tell] = useReducer(told, begin)
  // biome-ignore lint/correctness/useExhaustiveDependencies: see generation.
  useEffect(() => {
    const over = new AbortController()
    tell({ kind: 'anew' })
    void followOn(id, tell, over.signal)
    return () => over.abort()
  }, [id, generation])
  return state
}

/** A connection that ends is opened again, behind what was heard. */
async function followOn(id: string, tell: (telling: Telling) => void, signal: AbortSignal): Promise<void> {
  let after = 0
  let againMs = soonestMs
  while (!signal.aborted) {
    const heard = await followOnce(id, { after, tell, signal })
    if (heard.over || signal.aborted) return
    againMs = heard.any ? soonestMs : Math.min(latestMs, againMs * 2)
    after = heard.after
    await new Promise((resolve) => setTimeout(resolve, againMs))
  }
}

interface Following {
  readonly after: number
  readonly tell: (telling: Telling) => void
  readonly signal: AbortSignal
}

interface Heard {
  readonly after: number
  readonly any: boolean
  readonly over: boolean
}

async function followOnce(id: string, { after, tell, signal }: Following): Promise<Heard> {
  let seen = after
  let over = false
  let any = false
  try {
    for await (const one of design.follow(id, after, signal)) {
      if (signal.aborted) break
      any = true
      tell({ kind: 'told', told: one })
      if (one === 'gone') over = true
      else if ('seq' in one) seen = one.seq
      else over = isOver(one.status) && (one.cloud === null || one.cloud.endedAt !== null)
    }
  } catch (error) {
    if (!(error instanceof ApiError) || !isRefusal(error.status)) return { after: seen, any, over: false }
    tell({ kind: 'failed', error })
    over = true
  }
  return { after: seen, any, over }
}

const isRefusal = (status: number): boolean => status >= 400 && status < 500 && status !== 429
