/** Which of the two themes is on the screen, for what cannot be styled by the style sheet. */
const dark = '(prefers-color-scheme: dark)'

export function shownTheme(): 'light' | 'dark' {
  const chosen = document.documentElement.dataset.theme
  if (chosen === 'light' || chosen === 'dark') return chosen
  return window.matchMedia(dark).matches ? 'dark' : 'light'
}

/** @returns what ends it. */
export function onThemeChange(tell: (theme: 'light' | 'dark') => void): () => void {
  const media = window.matchMedia(dark)
  const told = (): void => tell(shownTheme())
  const observer = new MutationObserver(told)
  media.addEventListener('change', told)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => {
    media.removeEventListener('change', told)
    observer.disconnect()
  }
}
