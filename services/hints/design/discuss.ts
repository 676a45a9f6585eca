/** An answer to a question about a design, streamed sentence by sentence; what would give the design away never leaves, and rules bring it to its end. */
import { ProviderFailure } from '@quint/llm/provider.ts'
import type { DiscussDesignResponse } from '@quint/proto/gen/quint/hints/v1/design.ts'
import { guardedHint, type HintPiece } from '../guard/guarded-hint.ts'
import { sentenceEnd } from '../guard/sentence-end.ts'
import { paid } from '../interviewer/paid.ts'
import { type Answering, modelText } from '../model-text.ts'
import { countPiece } from '../observed.ts'
import { fenced } from '../prompt.ts'
import { type DesignDeps, newBoundary, reservedFor } from './asking.ts'
import { materialOf, prompts } from './prompt.ts'
import { type Brought, broughtIn, spoils } from './spoiler.ts'
import { type Design, planFor } from './subject.ts'

export interface Discussing {
  readonly userId: string
  readonly signal: AbortSignal
  readonly design: Design
  readonly question: string
  /** What rules answer, in pieces. */
  readonly byRules: readonly string[]
}

const maxOutputTokens = 320
const patienceMs = 30_000

export async function* discuss(deps: DesignDeps, asked: Discussing): AsyncGenerator<DiscussDesignResponse> {
  const { byRules, design, question, userId } = asked
  const boundary = newBoundary()
  const material = `${materialOf(design, boundary)}\n\n${boundary}\nThe learner asks: ${fenced(question, boundary, 2000)}\n${boundary}`
  const reserved = reservedFor({ system: prompts.discuss, maxOutputTokens }, material)
  const taken = deps.models.configured ? await deps.budget.take(userId, reserved) : undefined
  if (taken?.ok !== true) {
    if (taken?.ok === false) deps.log.info('a learner is over the budget for models', { limit: taken.limit })
    for (const text of byRules) yield { event: { $case: 'delta', value: { text } } }
    return yield { event: { $case: 'answered', value: { source: 'offline', model: '' } } }
  }
  const answering: Answering = { ...deps.coach, inputTokens: 0, outputTokens: 0 }
  const signal = AbortSignal.any([asked.signal, deps.stopping, AbortSignal.timeout(patienceMs)])
  const request = { system: prompts.discuss, messages: [{ role: 'user' as const, text: material }], maxOutputTokens, temperature: 0.5, user: userId }
  const heard = { text: '' }
  const chunks = reserve(heardBy(heard, modelText(deps.models.stream(request, signal), answering)), broughtIn(design, question))
  const telling: Telling = { length: 0, source: 'model' }
  try {
    const { allowance } = planFor(design, question)
    for await (const piece of guardedHint({ chunks, allowed: allowance, offline: () => byRules, closing: () => lastQuestion(byRules) })) {
      countPiece(piece)
      if (piece.kind === 'fallback') deps.log.warn('the rules took over an answer about a design', { reason: piece.reason })
      const told = toldOf(telling, piece)
      if (told !== undefined) yield told
    }
  } finally {
    await paid(deps, { taken, answering, reserved, heard: heard.text })
  }
  const { source } = telling
  yield {
    event: {
      $case: 'answered',
      value: { source: source === 'model' ? answering.source : source, model: source === 'offline' ? '' : answering.model },
    },
  }
}

interface Telling {
  /** Of what stands. */
  length: number
  source: 'model' | 'offline' | 'mixed'
}

function toldOf(telling: Telling, piece: HintPiece): DiscussDesignResponse | undefined {
  switch (piece.kind) {
    case 'fallback':
      telling.source = telling.length > 0 ? 'mixed' : 'offline'
      return undefined
    case 'retract':
      telling.length = piece.from
      if (piece.from === 0 && telling.source === 'mixed') telling.source = 'offline'
      return { event: { $case: 'retract', value: { from: piece.from } } }
    case 'token':
      telling.length += piece.text.length
      return { event: { $case: 'delta', value: { text: piece.text } } }
  }
}

async function* heardBy(heard: { text: string }, chunks: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const chunk of chunks) {
    heard.text += chunk
    yield chunk
  }
}

const openEnd = 8

/** Whole sentences, until one gives something away: then nothing more is heard. */
async function* reserve(chunks: AsyncIterable<string>, brought: Brought): AsyncGenerator<string> {
  let buffer = ''
  let scanned = 0
  let before = ''
  const judged = (sentence: string): string => {
    // Also across the break between two sentences.
    if (spoils(sentence, brought) !== undefined || spoils(`${before} ${sentence}`, brought) !== undefined) throw new ProviderFailure('refused')
    before = sentence.trim().slice(-80)
    return sentence
  }
  for await (const chunk of chunks) {
    buffer += chunk
    for (let end = sentenceEnd(buffer, scanned, false); end >= 0; end = sentenceEnd(buffer, 0, false)) {
      yield judged(buffer.slice(0, end))
      buffer = buffer.slice(end)
      scanned = 0
    }
    scanned = Math.max(0, buffer.length - openEnd)
  }
  if (buffer.trim() !== '') yield judged(buffer)
}

function lastQuestion(pieces: readonly string[]): string {
  return pieces.findLast((piece) => piece.includes('?')) ?? 'What would you have to measure to be sure?'
}
