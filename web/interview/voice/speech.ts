/** The browser's own ears and mouth, where it has them. */

export interface Heard {
  /** What is certain since the listening began. */
  readonly said: string
  /** What the browser makes of the sound so far. */
  readonly maybe: string
}

export interface ListenOptions {
  readonly onHeard: (heard: Heard) => void
  /** The browser stopped listening. @param refused it may not listen at all. */
  readonly onEnd: (refused: boolean) => void
}

interface RecognitionResult {
  readonly isFinal: boolean
  readonly 0: { readonly transcript: string }
}

interface Recognition extends EventTarget {
  continuous: boolean
  interimResults: boolean
  lang: string
  start(): void
  abort(): void
}

interface Globals {
  readonly SpeechRecognition?: new () => Recognition
  readonly webkitSpeechRecognition?: new () => Recognition
  readonly speechSynthesis?: SpeechSynthesis
}

const globals = globalThis as unknown as Globals

export function canSpeak(): boolean {
  return globals.speechSynthesis !== undefined || canListen()
}

export function canListen(): boolean {
  return recognition() !== undefined
}

function recognition(): (new () => Recognition) | undefined {
  return globals.SpeechRecognition ?? globals.webkitSpeechRecognition
}

const refusals: ReadonlySet<string> = new Set(['not-allowed', 'service-not-allowed', 'audio-capture', 'language-not-supported'])

/** @returns what ends it. */
export function listen({ onHeard, onEnd }: ListenOptions): () => void {
  const Ears = recognition()
  if (Ears === undefined) {
    onEnd(true)
    return () => undefined
  }
  const ears = new Ears()
  let refused = false
  let over = false
  Object.assign(ears, { continuous: true, interimResults: true, lang: 'en-US' })
  ears.addEventListener('result', (event) => {
    if (!over) onHeard(heardIn(event as Event & { readonly results: ArrayLike<RecognitionResult> }))
  })
  ears.addEventListener('error', (event) => {
    refused ||= refusals.has((event as Event & { readonly error: string }).error)
  })
  ears.addEventListener('end', () => {
    if (!over) onEnd(refused)
    over = true
  })
  ears.start()
  return () => {
    over = true
    ears.abort()
  }
}

function heardIn({ results }: { readonly results: ArrayLike<RecognitionResult> }): Heard {
  const all = Array.from(results)
  const textOf = (some: readonly RecognitionResult[]): string =>
    some
      .map((result) => result[0].transcript.trim())
      .join(' ')
      .trim()
  return { said: textOf(all.filter(({ isFinal }) => isFinal)), maybe: textOf(all.filter(({ isFinal }) => !isFinal)) }
}

/** @returns resolves once it was said, or was cut off. */
export function speak(text: string): Promise<void> {
  const mouth = globals.speechSynthesis
  if (mouth === undefined || text.trim() === '') return Promise.resolve()
  return new Promise((resolve) => {
    const utterance = Object.assign(new SpeechSynthesisUtterance(text), { lang: 'en-US' })
    utterance.addEventListener('end', () => resolve())
    utterance.addEventListener('error', () => resolve())
    mouth.speak(utterance)
  })
}

export function hush(): void {
  globals.speechSynthesis?.cancel()
}
