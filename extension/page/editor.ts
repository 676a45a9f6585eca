/** The learner's code in the page's editor. The function runs in the page's own world, where everything may be the page's invention. */
export interface EditorReading {
  readonly nonce: string
  readonly code: string
  readonly language: string
}

export interface EditorCode {
  readonly code: string
  readonly language: string
}

export const longestCode = 65_536

/** Sent into the page as its own source text: it may use nothing from outside itself. */
export function readEditor(nonce: string, mostCharacters: number): EditorReading | undefined {
  interface Editor {
    hasTextFocus?(): boolean
    getRawOptions?(): { readOnly?: boolean }
    getModel?(): { getValue?(): unknown; getLanguageId?(): unknown } | null
  }
  const { monaco } = globalThis as { monaco?: { editor?: { getEditors?(): readonly Editor[] } } }
  try {
    const editors = Array.from(monaco?.editor?.getEditors?.() ?? [])
    const writable = editors.filter((editor) => editor.getRawOptions?.().readOnly !== true)
    const chosen = writable.find((editor) => editor.hasTextFocus?.() === true) ?? writable[0]
    const model = chosen?.getModel?.()
    if (model === undefined || model === null) return undefined
    return { nonce, code: String(model.getValue?.() ?? '').slice(0, mostCharacters), language: String(model.getLanguageId?.() ?? '').slice(0, 32) }
  } catch {
    return undefined
  }
}

/** @param answer whatever came out of the page; undefined unless it is what was asked for. */
export function trustedReading(answer: unknown, nonce: string): EditorCode | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined
  const { nonce: echoed, code, language } = answer as Readonly<Record<string, unknown>>
  if (echoed !== nonce || typeof code !== 'string' || typeof language !== 'string') return undefined
  if (code.trim() === '' || code.length > longestCode) return undefined
  return { code: code.toWellFormed().replaceAll('\r\n', '\n'), language: /^[a-z0-9+#.-]{1,32}$/i.test(language) ? language : '' }
}
