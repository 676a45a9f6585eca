/** What a model's part in an interview has cost: off the learner's budget, and into the sums that administrators see. */
import type { Taken } from '@quint/llm/budget.ts'
import type { Log } from '@quint/runtime/log.ts'
import type { Answering } from '../model-text.ts'

export interface Paying {
  /** Who is asked first. */
  readonly coach: { readonly source: string; readonly model: string }
  readonly log: Log
  /** Adds what a model has used to the sums. */
  readonly used: (answering: Answering) => Promise<void>
}

export interface Paid {
  readonly taken: Extract<Taken, { ok: true }>
  readonly answering: Answering
  readonly reserved: number
  /** Of the model, as it came. */
  readonly heard: string
}

const charactersPerToken = 4

/** A sum that is not kept keeps nobody from their answer. */
export async function paid({ coach, log, used }: Paying, { taken, answering, reserved, heard }: Paid): Promise<void> {
  const { source, model } = answering
  const told = answering.inputTokens + answering.outputTokens
  await taken.settle(told || reserved)
  if (told === 0 && heard === '') return
  // A model whose answer is cut short never tells what it took.
  const output = Math.ceil(heard.length / charactersPerToken)
  const tokens = told > 0 ? answering : { inputTokens: Math.max(0, reserved - output), outputTokens: output }
  // What was brought to its end by the rules was begun by a model.
  const asked = source === 'offline' || source === 'mixed' ? coach : { source, model }
  try {
    await used({
      source: asked.source,
      model: model === '' ? coach.model : model,
      inputTokens: tokens.inputTokens,
      outputTokens: tokens.outputTokens,
    })
  } catch (error) {
    log.error('tokens of an interview were not counted', error)
  }
}
