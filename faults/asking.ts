/** One request of a learner's client, with a deadline; what a connection that broke says is an answer too. */

export interface Answer {
  /** 0 when no answer came. */
  readonly status: number
  readonly body: unknown
  readonly headers: Headers
  readonly ms: number
}

export interface Asked {
  readonly method?: 'GET' | 'POST'
  readonly token?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly deadlineMs?: number
}

export async function ask(url: string, { method, token, body, headers, deadlineMs = 30_000 }: Asked = {}): Promise<Answer> {
  const started = performance.now()
  const elapsed = (): number => performance.now() - started
  try {
    const response = await fetch(url, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(deadlineMs),
    })
    const text = await response.text()
    return { status: response.status, body: parsed(text), headers: response.headers, ms: elapsed() }
  } catch {
    return { status: 0, body: undefined, headers: new Headers(), ms: elapsed() }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

/** How many answers of each status there were. */
export function openCounts() {
  const counts = new Map<number, number>()
  return {
    add: ({ status }: Pick<Answer, 'status'>): void => void counts.set(status, (counts.get(status) ?? 0) + 1),
    of: (wanted: (status: number) => boolean): number => [...counts].reduce((sum, [status, count]) => sum + (wanted(status) ? count : 0), 0),
    inWords: (): string =>
      [...counts]
        .sort(([a], [b]) => a - b)
        .map(([status, count]) => `${status === 0 ? 'cut' : status} ×${count}`)
        .join(' '),
  }
}

export type Counts = ReturnType<typeof openCounts>
