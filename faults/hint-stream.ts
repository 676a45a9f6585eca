/** A hint as a browser reads it: when the stream ends before its last event, it asks again from the event that it saw last. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Counts } from './asking.ts'

export interface HintAsked {
  readonly url: string
  readonly token: string
  readonly sessionId: string
  readonly tier: number
  readonly deadlineMs: number
  readonly counts?: Counts
}

export interface SseEvent {
  readonly id: string
  readonly name: string
  readonly data: string
}

/** @returns the text as its pieces made it, or undefined when it was not whole in time; throws when the pieces and the end disagree. */
export async function readHint(asked: HintAsked): Promise<string | undefined> {
  const deadline = Date.now() + asked.deadlineMs
  const hint = openHintText()
  while (Date.now() < deadline) {
    try {
      const status = await readOnce(asked, hint)
      asked.counts?.add({ status })
    } catch (error) {
      if (error instanceof Disagreement) throw error
      asked.counts?.add({ status: 0 })
    }
    if (hint.whole()) return hint.text()
    await delay(150)
  }
  return undefined
}

async function readOnce({ url, token, sessionId, tier, deadlineMs }: HintAsked, hint: HintText): Promise<number> {
  const response = await fetch(`${url}/api/session/analyze?sessionId=${sessionId}&tier=${tier}`, {
    headers: { authorization: `Bearer ${token}`, ...(hint.lastEventId() === '' ? {} : { 'last-event-id': hint.lastEventId() }) },
    signal: AbortSignal.timeout(deadlineMs),
  })
  if (response.status !== 200 || response.body === null) {
    await response.text()
    return response.status
  }
  const parse = openParser()
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) for (const event of parse(chunk)) hint.take(event)
  return response.status
}

class Disagreement extends Error {}

export interface HintText {
  take(event: SseEvent): void
  lastEventId(): string
  whole(): boolean
  text(): string
}

/** What the learner has on the screen. */
export function openHintText(): HintText {
  let text = ''
  let lastEventId = ''
  let whole = false
  return {
    take({ id, name, data }) {
      if (id !== '') lastEventId = id
      if (name === 'token') text += (JSON.parse(data) as { text: string }).text
      if (name === 'retract') text = text.slice(0, (JSON.parse(data) as { from: number }).from)
      if (name !== 'done') return
      const { hintText } = JSON.parse(data) as { hintText: string }
      if (hintText !== text) throw new Disagreement(`the pieces of a hint make ${text.length} characters, its end says ${hintText.length}`)
      whole = true
    },
    lastEventId: () => lastEventId,
    whole: () => whole,
    text: () => text,
  }
}

/** Events that are complete; what is left of the last one waits for its end. */
export function openParser(): (chunk: string) => SseEvent[] {
  let rest = ''
  return (chunk) => {
    const blocks = `${rest}${chunk}`.split('\n\n')
    rest = blocks.pop() ?? ''
    return blocks
      .filter((block) => !block.startsWith(':'))
      .map((block) => ({ id: field(block, 'id'), name: field(block, 'event'), data: field(block, 'data') }))
  }
}

function field(block: string, name: string): string {
  return new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? ''
}
