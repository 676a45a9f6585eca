/** Reads server-sent events from a response body (WHATWG HTML, 9.2.6). */
export interface StreamEvent {
  /** The last id seen so far, as the standard has it. */
  readonly id: string
  readonly name: string
  readonly data: string
}

const lineEnd = /\r\n|\n|\r(?!$)/

/** Bytes may break anywhere, in the middle of a character too. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent, void, undefined> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  const parser = createParser()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield* parser(decoder.decode(value, { stream: true }))
    }
  } finally {
    // Leaving the loop early ends the request.
    await reader.cancel().catch(() => undefined)
  }
}

/** @returns takes the next piece of text and gives the events that it completes. */
export function createParser(): (chunk: string) => StreamEvent[] {
  let rest = ''
  let id = ''
  let name = ''
  let data: string[] = []

  function field(line: string): void {
    const colon = line.indexOf(':')
    const key = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (key === 'data') data.push(value)
    else if (key === 'event') name = value
    else if (key === 'id' && !value.includes('\0')) id = value
  }

  function dispatch(): StreamEvent | undefined {
    const event = data.length === 0 ? undefined : { id, name: name === '' ? 'message' : name, data: data.join('\n') }
    name = ''
    data = []
    return event
  }

  return (chunk) => {
    const lines = (rest + chunk).split(lineEnd)
    rest = lines.pop() ?? ''
    const events: StreamEvent[] = []
    for (const line of lines) {
      if (line !== '') {
        field(line)
        continue
      }
      const event = dispatch()
      if (event !== undefined) events.push(event)
    }
    return events
  }
}
