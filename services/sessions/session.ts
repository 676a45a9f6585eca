/** What a session allows at each moment: pure rules, no clock, no store. */
import { Failure } from '@quint/runtime/failure.ts'
import { promptCount } from './element.ts'

export type SessionStatus = 'in_progress' | 'completed' | 'abandoned'

export interface SessionState {
  readonly status: SessionStatus
  /** 0 to 12: answered from the first on, without gaps. */
  readonly promptsCompleted: number
  readonly hintRequested: boolean
}

/** @returns whether the answer replaces an earlier one. Throws Failure('conflict') when it may not be given now. */
export function mayAnswer(state: SessionState, promptIndex: number): { readonly replaces: boolean } {
  if (!Number.isInteger(promptIndex) || promptIndex < 0 || promptIndex >= promptCount) {
    throw new Failure('invalid', 'promptIndex must be from 0 to 11', { fields: [{ path: 'promptIndex', message: 'must be from 0 to 11' }] })
  }
  mustBeOpen(state)
  if (state.hintRequested) throw new Failure('conflict', 'The answers are final once a hint was asked for.')
  if (promptIndex > state.promptsCompleted) throw new Failure('conflict', `Prompt ${state.promptsCompleted} comes next.`)
  return { replaces: promptIndex < state.promptsCompleted }
}

/** A hint may be asked for, and read again, from the twelfth answer on, unless the session was abandoned. */
export function mayAskForHint(state: SessionState): void {
  if (state.status === 'abandoned') throw new Failure('conflict', 'This session was abandoned.')
  if (state.promptsCompleted < promptCount) {
    throw new Failure('conflict', `A hint comes after all ${promptCount} answers; ${state.promptsCompleted} are given.`)
  }
}

export function mayComplete(state: SessionState): void {
  mustBeOpen(state)
  if (!state.hintRequested) throw new Failure('conflict', 'The last word comes after the hint.')
}

function mustBeOpen(state: SessionState): void {
  if (state.status === 'completed') throw new Failure('conflict', 'This session is completed.')
  if (state.status === 'abandoned') throw new Failure('conflict', 'This session was abandoned.')
}
