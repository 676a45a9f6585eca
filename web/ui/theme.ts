/** Which theme the learner chose; "system" follows the device. Kept in a cookie, so that the server paints it right at once. */
export type Theme = 'system' | 'light' | 'dark'

export const themeCookie = 'quint_theme'
export const themes: readonly Theme[] = ['system', 'light', 'dark']

export function toTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? 'system'
}

const yearSeconds = 31_536_000

export function themeCookieLine(theme: Theme): string {
  return `${themeCookie}=${theme}; Path=/; Max-Age=${theme === 'system' ? 0 : yearSeconds}; SameSite=Lax`
}

/** At once on this page, and by the server from the next one on. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme
  // biome-ignore lint/suspicious/noDocumentCookie: the server reads it to paint the first page right, and Cookie Store is not everywhere
  document.cookie = themeCookieLine(theme)
}
