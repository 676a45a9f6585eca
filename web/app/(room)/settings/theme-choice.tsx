'use client'
/** Light, dark, or as the device has it; takes effect at once. */
import { useState } from 'react'
import { accounts, type User } from '../../../api/gateway.ts'
import { applyTheme, type Theme, themes } from '../../../ui/theme.ts'

const words: Readonly<Record<Theme, string>> = { system: 'As my device', light: 'Light', dark: 'Dark' }

export interface ThemeChoiceProps {
  readonly start: Theme
  readonly user: User
  readonly onChange: (user: User) => void
}

export function ThemeChoice({ start, user, onChange }: ThemeChoiceProps) {
  const [theme, setTheme] = useState(start)
  const choose = (next: Theme): void => {
    setTheme(next)
    applyTheme(next)
    // For the learner's other devices: this one has it already.
    accounts.prefer(user.id, { theme: next }).then(onChange, () => undefined)
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
