/** A tab's page as the panel sees it: asked through the browser, so nothing that the page itself sends can be taken for an answer. */
import { type EditorCode, longestCode, readEditor, trustedReading } from './editor.ts'
import type { PageAnswer, PageRequest } from './request.ts'

export interface Page {
  /** Throws where the browser does not let us in, or the page is gone. */
  ask(request: PageRequest): Promise<PageAnswer>
  editorCode(): Promise<EditorCode | undefined>
}

export function pageOf(tabId: number): Page {
  const target = { tabId }
  return {
    async ask(request) {
      await chrome.scripting.executeScript({ target, files: ['reader.js'], injectImmediately: true })
      const [outcome] = await chrome.scripting.executeScript({
        target,
        injectImmediately: true,
        func: (wanted: PageRequest) => (globalThis as unknown as { quintAnswer(request: PageRequest): Promise<PageAnswer> }).quintAnswer(wanted),
        args: [request],
      })
      return toAnswer(outcome?.result)
    },
    async editorCode() {
      const nonce = crypto.randomUUID()
      const [outcome] = await chrome.scripting.executeScript({ target, world: 'MAIN', func: readEditor, args: [nonce, longestCode] })
      return trustedReading(outcome?.result, nonce)
    },
  }
}

function toAnswer(result: unknown): PageAnswer {
  if (typeof result !== 'object' || result === null || !('path' in result) || typeof result.path !== 'string')
    throw new Error('the page gave no answer')
  const status = 'status' in result && typeof result.status === 'number' ? { status: result.status } : {}
  return { path: result.path, body: 'body' in result ? result.body : undefined, ...status }
}
