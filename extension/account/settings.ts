/** What a learner chose for this device. */
import type { Store } from './store.ts'

export interface Settings {
  /** An origin. */
  readonly server: string
  readonly hideDifficulty: boolean
  readonly theme: 'system' | 'light' | 'dark'
}

export const settingsKey = 'quint:settings'
export const defaultSettings: Settings = { server: 'http://localhost:8080', hideDifficulty: false, theme: 'system' }

export async function loadSettings(store: Store): Promise<Settings> {
  return toSettings(await store.get(settingsKey))
}

export function toSettings(value: unknown): Settings {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>
  return {
    server: typeof given.server === 'string' ? (serverOf(given.server) ?? defaultSettings.server) : defaultSettings.server,
    hideDifficulty: given.hideDifficulty === true,
    theme: given.theme === 'light' || given.theme === 'dark' ? given.theme : 'system',
  }
}

/** @returns the origin; undefined unless it is https, or http on this machine. */
export function serverOf(text: string): string | undefined {
  const url = URL.parse(text.trim())
  if (url === null || url.username !== '' || url.password !== '') return undefined
  const local = url.protocol === 'http:' && /^(localhost|127\.0\.0\.1)$/.test(url.hostname)
  return url.protocol === 'https:' || local ? url.origin : undefined
}

/** The pattern by which the browser lets us talk to a server. */
export function permissionFor(server: string): string {
  const { protocol, hostname } = new URL(server)
  return `${protocol}//${hostname}/*`
}

export function applyTheme(root: HTMLElement, theme: Settings['theme']): void {
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
}
