/** What the interviewer may say of solving: only what the candidate brought, in words or in code, and never whether an idea is right. */
import { categoryOf } from '../policy/category.ts'
import { type Allowance, decide, type HintPlan } from '../policy/plan.ts'
import { type Strategy, strategies } from '../policy/strategy.ts'
import type { Answer, Problem } from '../problem.ts'
import { conceptsInCode } from './code-reading.ts'
import { type Interview, type InterviewProblem, saidBy } from './interview.ts'

/** Every interview speaks of these; they name nothing that solves a problem. */
const trade = ['time complexity', 'space complexity', 'running time']
const heard = 80
const heardOf = 3000

export function asProblem({ title, statement, topics, examples }: InterviewProblem): Problem {
  return { title, statement, examples, tags: topics, url: '', slug: '' }
}

export function strategyOf({ problem }: Interview): Strategy {
  return strategies[categoryOf(asProblem(problem))]
}

export function planOf(interview: Interview): HintPlan {
  const answers = answersIn(interview)
  const plan = decide({ problem: asProblem(interview.problem), answers, findings: [], tier: 2 })
  return { ...plan, allowance: allowanceOf(plan.allowance, interview) }
}

function allowanceOf(allowance: Allowance, { submissions }: Interview): Allowance {
  const inCode = submissions.slice(-5).flatMap(({ code }) => conceptsInCode(code))
  return {
    ...allowance,
    named: new Set([...allowance.named, ...inCode]),
    described: new Set([...allowance.described, ...inCode]),
    subjects: [...allowance.subjects, ...trade].toSorted((a, b) => b.length - a.length),
    unjudged: true,
  }
}

/** The candidate's words in the shape that the coach's rules read. */
function answersIn(interview: Interview): Answer[] {
  return saidBy(interview, 'candidate')
    .slice(-heard)
    .map(({ text }, promptIndex) => ({ promptIndex, text: text.slice(0, heardOf) }))
}
