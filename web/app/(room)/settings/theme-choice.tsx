'use client'
/** Light, dark, or as the device has it; takes effect at once. */
import { useState } from 'react'
import { type Theme, themeCookieLine, themes } from '../../../ui/theme.ts'

const words: Readonly<Record<Theme, string>> = { system: 'As my device', light: 'Light', dark: 'Dark' }

export function ThemeChoice({ start }: { readonly start: Theme }) {
  const [theme, setTheme] = useState(start)
  const choose = (next: Theme): void => {
    setTheme(next)
    document.documentElement.dataset.theme = next
    // biome-ignore lint/suspicious/noDocumentCookie: the server reads it to paint the first page right, and Cookie Store is not everywhere
    document.cookie = themeCookieLine(next)
  }
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">Theme</legend>
      {themes.map((known) => (
        <label
          key={known}
          className="flex min-h-11 items-center rounded-card border border-edge bg-surface px-4 has-[:checked]:border-ink has-[:checked]:bg-ink has-[:checked]:text-paper has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-quint"
        >
          <input type="radio" name="theme" className="sr-only" checked={theme === known} onChange={() => choose(known)} />
          {words[known]}
        </label>
      ))}
    </fieldset>
  )
}
