/** Learners in interviews: many who only have theirs open, some who talk. */
import { WebSocket } from 'ws'
import { nowMs } from '../statistics.ts'
import { answer } from '../worker.ts'

export type InterviewCrowdTasks = typeof tasks

interface Page {
  readonly socket: WebSocket
  heard: (message: { readonly type: string; readonly text?: string }) => void
}

const open: Page[] = []
const atOnce = 20

const tasks = {
  /** Sockets in an interview each, spread over the learners. */
  async open({ url, tokens, count }: { readonly url: string; readonly tokens: readonly string[]; readonly count: number }): Promise<number> {
    let left = count
    const worker = async (): Promise<void> => {
      while (left > 0) {
        left -= 1
        open.push(await enter(url, tokens[left % tokens.length] ?? ''))
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
    return open.filter(({ socket }) => socket.readyState === socket.OPEN).length
  },
  /** Each of the first says something once in the time; @returns how long each sentence took to them, in ms. */
  async talk({ talkers, overMs }: { readonly talkers: number; readonly overMs: number }): Promise<number[]> {
    const waits: number[] = []
    await Promise.all(open.slice(0, talkers).map((page, index) => say(page, { afterMs: (index * overMs) / talkers, waits })))
    return waits
  },
  /** One answer of the interviewer as its learner reads it. */
  async turn({ url, token, approach }: { readonly url: string; readonly token: string; readonly approach: string }): Promise<readonly Piece[]> {
    const page = await enter(url, token)
    try {
      await answered(page, { type: 'problem_description', content: 'Given a list of whole numbers, tell whether any of them occurs twice.' })
      return await answered(page, { type: 'explanation', content: approach })
    } finally {
      page.socket.terminate()
    }
  },
}

interface Piece {
  readonly text: string
  readonly at: number
}

async function answered(page: Page, message: object): Promise<readonly Piece[]> {
  const pieces: Piece[] = []
  await new Promise<void>((resolve, reject) => {
    page.heard = ({ type, text = '' }) => {
      if (type === 'ai_delta') pieces.push({ text, at: nowMs() })
      if (type === 'ai_response') resolve()
      if (type === 'error') reject(new Error('refused'))
    }
    page.socket.send(JSON.stringify(message))
  })
  return pieces
}

async function enter(url: string, token: string): Promise<Page> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`, ['quint.v1'], { headers: { Authorization: `Bearer ${token}` } })
  const page: Page = { socket, heard: () => undefined }
  const entered = new Promise<void>((resolve, reject) => {
    page.heard = ({ type, text = '' }) => {
      if (type === 'state') resolve()
      if (type === 'error') reject(new Error(text))
    }
    socket.once('error', reject)
  })
  socket.on('message', (data: Buffer) => page.heard(JSON.parse(data.toString())))
  socket.once('open', () => socket.send('{"type":"start","language":"python"}'))
  await entered
  return page
}

async function say(page: Page, { afterMs, waits }: { readonly afterMs: number; readonly waits: number[] }): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, afterMs))
  await new Promise<void>((resolve, reject) => {
    page.heard = ({ type, text = '' }) => {
      if (type === 'ai_delta') waits.push(nowMs() - Number(text.split(' ')[0]))
      if (type === 'ai_response') resolve()
      if (type === 'error') reject(new Error('refused'))
    }
    page.socket.send('{"type":"message","content":"I would look at each value once and remember where it stood."}')
  })
}

answer(tasks)
