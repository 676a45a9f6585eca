/** A coach's client that works on while nobody answers: what is answered then is kept on the device and goes out later. */
import type { Answered, Answering, CoachClient, HintEvent, HintRequest, Session, Transcript } from './coach-client.ts'
import { elementOf, promptCount } from './element.ts'
import { isUnanswered, type Outbox, type Posted, type Waiting } from './outbox.ts'
import { countWords } from './words.ts'

export interface KeptClientOptions {
  readonly client: CoachClient
  readonly outbox: Outbox
  /** Who is signed in; for nobody nothing is kept. */
  readonly owner: () => Promise<string | undefined>
  /** Different for each call. */
  readonly newKey: () => string
  /** Told of the session as the gateway has it now, so that an older state of it is never gone on with. */
  readonly remember: (transcript: Transcript) => void
  /** The session as it was last told, where the network itself does not keep it. */
  readonly recall?: (sessionId: string) => Promise<Transcript | undefined>
}

export function keptClient(options: KeptClientOptions): CoachClient {
  const { client, outbox, owner, newKey, remember } = options
  const { converse } = client
  const known = new Map<string, Transcript>()
  const learn = (transcript: Transcript): Transcript => {
    known.set(transcript.session.id, transcript)
    return transcript
  }
  const open = async (sessionId: string): Promise<readonly Waiting[]> => {
    const userId = await owner()
    const found = userId === undefined ? [] : await outbox.waiting(userId, sessionId).catch(() => [])
    return found.filter(({ refused }) => refused === undefined)
  }

  const keep = async (posted: Omit<Posted, 'userId'>): Promise<Answered> => {
    const transcript = known.get(posted.sessionId)
    const userId = await owner()
    if (transcript === undefined || userId === undefined) throw new Error('This session is not on this device. Try again once you are online.')
    await outbox.post({ ...posted, userId })
    const { session, prompts, findings } = learn(withAnswer(transcript, posted))
    return { session, findings, prompt: prompts.find(({ index }) => index === session.promptsCompleted) ?? null, kept: true }
  }

  /** What the answers lead to needs the answers first. */
  const settled = async (sessionId: string): Promise<void> => {
    if ((await open(sessionId)).length === 0) return
    await outbox.flush()
    if ((await open(sessionId)).length > 0) throw new Error('Some of your answers are still on this device only. Try again once you are online.')
  }

  /** What happened is more than the call's answer tells. */
  const refresh = (sessionId: string): void => void client.transcript(sessionId, new AbortController().signal).then(remember, () => undefined)

  async function* hint(request: HintRequest, signal: AbortSignal): AsyncGenerator<HintEvent, void, undefined> {
    await settled(request.sessionId)
    yield* client.hint(request, signal)
    refresh(request.sessionId)
  }

  return {
    async transcript(sessionId, signal) {
      const transcript = await told(options, sessionId, signal)
      return learn((await open(sessionId)).reduce(withAnswer, transcript))
    },
    async respond(answering) {
      const posted = { ...answering, key: newKey() }
      if ((await open(answering.sessionId)).length > 0) {
        const kept = await keep(posted)
        await outbox.flush()
        return kept
      }
      try {
        const answered = await client.respond(answering, posted.key)
        const transcript = known.get(answering.sessionId)
        if (transcript !== undefined)
          remember(learn({ ...withAnswer(transcript, answering), session: answered.session, findings: answered.findings }))
        return answered
      } catch (error) {
        if (!isUnanswered(error)) throw error
        return await keep(posted).catch(() => {
          throw error
        })
      }
    },
    hint,
    ...(converse === undefined ? {} : { converse: afterSettling(converse, settled) }),
    async complete(sessionId, userFinalResponse) {
      await settled(sessionId)
      const completed = await client.complete(sessionId, userFinalResponse)
      refresh(sessionId)
      return completed
    },
    async abandon(sessionId) {
      await settled(sessionId)
      const abandoned = await client.abandon(sessionId)
      refresh(sessionId)
      return abandoned
    },
  }
}

/** What was answered before is said before: an answer that came later would take the place of what was said. */
function afterSettling(converse: NonNullable<CoachClient['converse']>, settled: (sessionId: string) => Promise<void>): typeof converse {
  return async (conversing) => {
    await settled(conversing.sessionId)
    return converse(conversing)
  }
}

async function told({ client, remember, recall }: KeptClientOptions, sessionId: string, signal: AbortSignal): Promise<Transcript> {
  try {
    const transcript = await client.transcript(sessionId, signal)
    remember(transcript)
    return transcript
  } catch (error) {
    const recalled = isUnanswered(error) ? await recall?.(sessionId) : undefined
    if (recalled === undefined) throw error
    return recalled
  }
}

/** The transcript as it will be once the answer has arrived; what it shows is not known yet. */
function withAnswer(transcript: Transcript, { promptIndex, responseText, timeSpentSeconds }: Answering): Transcript {
  const { session, prompts, responses } = transcript
  const subElement = prompts.find(({ index }) => index === promptIndex)?.subElement ?? ''
  const answer = { promptIndex, element: elementOf(promptIndex), subElement, responseText, wordCount: countWords(responseText), timeSpentSeconds }
  const others = responses.filter((response) => response.promptIndex !== promptIndex)
  return { ...transcript, session: advanced(session, promptIndex), responses: [...others, answer].toSorted((a, b) => a.promptIndex - b.promptIndex) }
}

function advanced(session: Session, promptIndex: number): Session {
  return { ...session, promptsCompleted: Math.min(promptCount, Math.max(session.promptsCompleted, promptIndex + 1)) }
}
