/** The refusal for what is not there, or not for this learner: both look the same. */
import { Failure } from '@quint/runtime/failure.ts'

export const notThere = (what = 'video'): Failure => new Failure('not_found', `There is no such ${what}.`)
