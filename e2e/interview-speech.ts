/** Ears and a mouth for a browser that has none: they speak the browser's own protocol, and remember what was said. */
import type { Page } from 'playwright-core'

/** window.heard(text) is a sentence that somebody says; window.spoken is what was said aloud; window.silence is how long the page waited before it took the words for said. */
export async function speech(page: Page): Promise<void> {
  await page.addInitScript(`(() => {
    window.spoken = []
    window.silence = 0
    const open = new Set()
    class Recognition extends EventTarget {
      start() { open.add(this) }
      abort() { if (open.delete(this)) this.dispatchEvent(new Event('end')) }
    }
    let heardAt = 0
    window.heard = (transcript) => {
      heardAt = performance.now()
      for (const ears of open) ears.dispatchEvent(Object.assign(new Event('result'), { results: [Object.assign([{ transcript }], { isFinal: true })] }))
    }
    const send = WebSocket.prototype.send
    WebSocket.prototype.send = function (data) {
      if (heardAt > 0 && JSON.parse(data).type === 'message') window.silence = performance.now() - heardAt
      return send.call(this, data)
    }
    window.SpeechRecognition = window.webkitSpeechRecognition = Recognition
    window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text } }
    Object.defineProperty(window, 'speechSynthesis', { value: {
      speak(utterance) { window.spoken.push(utterance.text); queueMicrotask(() => utterance.dispatchEvent(new Event('end'))) },
      cancel() {},
    } })
  })()`)
}
