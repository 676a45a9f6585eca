/** All that is asked about an interview. */
import type { Criterion } from '../criterion.ts'
import { adaptation } from './adaptation.ts'
import { conduct } from './conduct.ts'
import { feedback } from './feedback.ts'
import { rubric } from './rubric.ts'
import { safety } from './safety.ts'

export const criteria: readonly Criterion[] = [...safety, ...conduct, ...adaptation, ...feedback, ...rubric]
