/** The interviewer's next turn, streamed: facts at once, then the words of a model or of the rules, released sentence by sentence. */
import { randomBytes } from 'node:crypto'
import type { Budget } from '@quint/llm/budget.ts'
import type { Models } from '@quint/llm/resilient.ts'
import type { ConverseResponse } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { completed, guardedHint, type HintPiece } from '../guard/guarded-hint.ts'
import { type Answering, modelText } from '../model-text.ts'
import { countPiece } from '../observed.ts'
import { inPieces } from '../offline/coach.ts'
import type { Allowance, HintPlan } from '../policy/plan.ts'
import { planOf } from './allowance.ts'
import { factsOf, isAllowed, type Speaking, wordsOf } from './compose.ts'
import { turnOf } from './course.ts'
import type { Cue, Interview } from './interview.ts'
import { mannered } from './manners.ts'
import { countWords } from './observed.ts'
import { spoken } from './open-point.ts'
import { type Paying, paid } from './paid.ts'
import { conversePrompt, converseVersion } from './prompt.ts'
import { type Question, questionCount, saidBefore } from './question.ts'
import { aloud, type Header } from './structured.ts'

export interface InterviewerDeps extends Paying {
  readonly models: Models
  readonly budget: Budget
  /** Milliseconds, only for durations. */
  readonly clock: () => number
  /** Aborted when the service stops. */
  readonly stopping: AbortSignal
}

export interface Asked {
  readonly userId: string
  readonly interview: Interview
  readonly cue: Cue
  /** What the learner was sent of this turn before its writer died. */
  readonly saidSoFar: string
  readonly signal: AbortSignal
}

export const offlineVersion = 'interviewer-offline-1'
const maxOutputTokens = 320
/** A candidate waits no longer for a model; what is missing then is said without it. */
const patienceMs = 20_000
const rememberedTurns = 3
const choices = 3

interface Saying extends Speaking {
  readonly asked: Asked
  readonly facts: string
  /** What is known of the turn while it is said. */
  readonly known: Known
  readonly answering: Answering
}

interface Known {
  text: string
  /** From the model, whatever became of it. */
  heard: string
  questionCode: string
  notes: string
  /** A fact that a model has pointed at, before its words. */
  pending: string
  /** The candidate's question was answered after all. */
  settled: boolean
}

export async function* converse(deps: InterviewerDeps, asked: Asked): AsyncGenerator<ConverseResponse> {
  const started = deps.clock()
  const turn = turnOf(asked.interview, asked.cue)
  const speaking: Speaking = { interview: asked.interview, turn, plan: planOf(asked.interview) }
  const taken = worthAModel(deps, asked, turn.questions) ? await deps.budget.take(asked.userId, reservedTokens(asked.interview)) : undefined
  if (taken?.ok === false) deps.log.info('a learner is over the budget for models', { limit: taken.limit })
  const first = taken?.ok === true ? deps.coach : { source: 'offline', model: '' }
  const promptVersion = first.source === 'offline' ? offlineVersion : converseVersion
  yield { event: { $case: 'speaking', value: { source: first.source, promptVersion } } }
  const saying: Saying = {
    ...speaking,
    asked,
    facts: factsOf(speaking),
    known: { text: '', heard: '', questionCode: turn.questions[0]?.code ?? '', notes: '', pending: '', settled: false },
    answering: { ...first, inputTokens: 0, outputTokens: 0 },
  }
  yield* asked.saidSoFar === '' ? said(deps, saying, taken?.ok === true) : resumed(saying)
  if (taken?.ok === true)
    await paid(deps, { taken, answering: saying.answering, reserved: reservedTokens(asked.interview), heard: saying.known.heard })
  const { questionCode, notes } = saying.known
  const text = saying.known.text.trimEnd()
  if (text !== '') countWords('turn', saying.answering.source)
  const { inputTokens: input, outputTokens: output, source, model } = saying.answering
  yield {
    event: {
      $case: 'spoken',
      value: {
        text,
        questionCode: questionCount(text) > 0 ? questionCode : '',
        notes,
        stageDone: turn.stageDone,
        source,
        model,
        promptVersion,
        tokens: { input, output },
        durationMs: Math.round(deps.clock() - started),
      },
    },
  }
}

/** Only a question is worth a model's words, and the first one of an interview needs none. */
function worthAModel({ models }: InterviewerDeps, { cue, saidSoFar }: Asked, questions: readonly Question[]): boolean {
  return models.configured && saidSoFar === '' && questions.length > 0 && cue !== 'stage'
}

async function* said(deps: InterviewerDeps, saying: Saying, withModel: boolean): AsyncGenerator<ConverseResponse> {
  const { facts } = saying
  const follows = withModel || byRules(saying) !== ''
  if (facts !== '') yield* released(saying, follows ? `${facts} ` : facts)
  yield* relayed(saying, withModel ? fromModel(deps, saying) : offline(saying))
}

function byRules(saying: Saying): string {
  const { turn, known } = saying
  return wordsOf({ ...saying, turn: { ...turn, leftOpen: turn.leftOpen && !known.settled } })
}

function* offline(saying: Saying): Generator<HintPiece> {
  for (const text of inPieces(byRules(saying))) if (text !== '') yield { kind: 'token', text }
}

/** What was sent stays, where it can. */
async function* resumed(saying: Saying): AsyncGenerator<ConverseResponse> {
  const { asked, facts, known, answering } = saying
  answering.source = 'mixed'
  known.text = asked.saidSoFar
  const whole = `${facts} ${byRules(saying)}`.trim()
  if (questionCount(known.text) > 0) return
  if (whole.startsWith(known.text)) return yield* released(saying, whole.slice(known.text.length))
  const pieces = completed(known.text, 'provider', { offline: () => inPieces(whole), closing: () => saying.turn.questions[0]?.text ?? '' })
  yield* relayed(saying, pieces, 0)
}

/** Pieces count from where the facts end. */
async function* relayed(saying: Saying, pieces: AsyncIterable<HintPiece> | Iterable<HintPiece>, base?: number): AsyncGenerator<ConverseResponse> {
  let from = base ?? saying.known.text.length
  for await (const piece of pieces) {
    const { known, answering, turn } = saying
    if (known.pending !== '' && piece.kind === 'token') {
      yield* released(saying, `${known.pending} `)
      from += known.pending.length + 1
      known.pending = ''
    }
    switch (piece.kind) {
      case 'token':
        yield* released(saying, piece.text)
        break
      case 'retract':
        yield taken(saying, from + piece.from)
        break
      case 'fallback':
        known.questionCode = turn.questions[0]?.code ?? ''
        answering.source = known.text.length > from ? 'mixed' : 'offline'
    }
  }
}

function* released({ known }: Saying, text: string): Generator<ConverseResponse> {
  if (text === '') return
  known.text += text
  yield { event: { $case: 'delta', value: { text } } }
}

function taken({ known }: Saying, from: number): ConverseResponse {
  known.text = known.text.slice(0, from)
  return { event: { $case: 'retract', value: { from } } }
}

async function* fromModel(deps: InterviewerDeps, saying: Saying): AsyncGenerator<HintPiece> {
  const { interview, plan, asked, known, answering, turn } = saying
  const prompt = conversePrompt(saying, `-----${randomBytes(12).toString('hex')}-----`)
  const request = { system: prompt.system, messages: prompt.messages, maxOutputTokens, temperature: 0.6, user: asked.userId }
  const signal = AbortSignal.any([asked.signal, deps.stopping, AbortSignal.timeout(patienceMs)])
  const words = aloud(heardBy(known, modelText(deps.models.stream(request, signal), answering)), (header) => note(saying, header))
  const allowed = offering(plan, turn.questions)
  const secrets = (): readonly string[] => [known.notes, ...interview.transcript.map(({ notes }) => notes)].filter((text) => text !== '')
  const pieces = guardedHint({
    chunks: mannered(words, { said: saidBefore(interview), secrets, isHarmless: (sentence) => isAllowed(sentence, { allowance: allowed }) }),
    allowed,
    before: lately(interview),
    offline: () => inPieces(byRules(saying)),
    closing: () => turn.questions[0]?.text ?? '',
  })
  for await (const piece of pieces) {
    countPiece(piece)
    if (piece.kind === 'fallback')
      deps.log.warn('the rules took over a turn of the interviewer', { interviewId: interview.interviewId, reason: piece.reason })
    yield piece
  }
}

async function* heardBy(known: Known, chunks: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const chunk of chunks) {
    known.heard += chunk
    yield chunk
  }
}

/** What was offered may be said as it stands: it is ours. */
function offering({ allowance }: HintPlan, questions: readonly Question[]): Allowance {
  const sentences = questions.slice(0, choices).flatMap(({ text }) => text.toLowerCase().match(/[^.?!]{20,}/gu) ?? [])
  return { ...allowance, subjects: [...sentences.map((sentence) => sentence.trim()), ...allowance.subjects].toSorted((a, b) => b.length - a.length) }
}

/** What the model has chosen, as far as it was offered. */
function note({ interview, turn, known }: Saying, { asks, answers, notes }: Header): void {
  known.notes = notes
  const chosen = turn.questions.slice(0, choices).find(({ code }) => code === asks)
  if (chosen !== undefined) known.questionCode = chosen.code
  const point = answers === undefined ? undefined : interview.problem.openPoints[answers]
  // Only what the rules found no answer to, and nobody has said yet.
  if (point === undefined || !turn.leftOpen || interview.transcript.some(({ text }) => text.includes(point.question))) return
  known.pending = `“${point.question}” ${spoken(point)}`
  known.settled = true
}

function lately({ transcript }: Interview): string {
  return transcript
    .filter(({ speaker }) => speaker === 'interviewer')
    .slice(-rememberedTurns)
    .map(({ text }) => text)
    .join(' ')
}

/** About four characters a token, and the answer. */
function reservedTokens({ problem, transcript, submissions }: Interview): number {
  const talk = transcript.slice(-14).reduce((sum, { text }) => sum + Math.min(1500, text.length), 0)
  const code = Math.min(6000, submissions.at(-1)?.code.length ?? 0)
  return Math.ceil((Math.min(6000, problem.statement.length) + talk + code) / 4) + 900 + maxOutputTokens
}
