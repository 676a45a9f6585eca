/** The SQL of usage: counts over all learners, through the named function that gives nothing else. */
import type { Database } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Answering } from './model-text.ts'

const mostDays = 90

export interface WriterCount {
  readonly source: string
  readonly model: string
  readonly hints: number
  readonly inputTokens: number
  readonly outputTokens: number
}

function checkDays(days: number): void {
  if (days < 1 || days > mostDays) throw new Failure('invalid', `days must be from 1 to ${mostDays}`)
}

export async function countUsage(database: Database, days: number): Promise<WriterCount[]> {
  checkDays(days)
  return database.asService((tx) =>
    tx.query<WriterCount>(
      `select source, model, hints, input_tokens as "inputTokens", output_tokens as "outputTokens"
       from count_usage(now() - make_interval(days => $1::int))`,
      [days],
    ),
  )
}

export interface AnswerCount {
  readonly source: string
  readonly model: string
  readonly answers: number
  readonly inputTokens: number
  readonly outputTokens: number
}

/** What models answered for, beside hints: each has sums of its own. */
const sums = {
  interviews: { count: 'count_interviewer_usage', add: 'add_interviewer_usage' },
  designs: { count: 'count_design_usage', add: 'add_design_usage' },
} as const
export type Answered = keyof typeof sums

export async function countAnswers(database: Database, of: Answered, days: number): Promise<AnswerCount[]> {
  checkDays(days)
  return database.asService((tx) =>
    tx.query<AnswerCount>(
      `select source, model, answers, input_tokens as "inputTokens", output_tokens as "outputTokens"
       from ${sums[of].count}(now() - make_interval(days => $1::int))`,
      [days],
    ),
  )
}

export async function addAnswer(database: Database, to: Answered, { source, model, inputTokens, outputTokens }: Answering): Promise<void> {
  await database.query(`select ${sums[to].add}($1, $2, $3, $4)`, [source, model, inputTokens, outputTokens])
}
