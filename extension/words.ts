/** The words on the screen, in the browser's language where we have it. */
import type messages from './_locales/en/messages.json'

export type MessageKey = keyof typeof messages

export function t(key: MessageKey, ...parts: readonly string[]): string {
  return chrome.i18n.getMessage(key, [...parts])
}
