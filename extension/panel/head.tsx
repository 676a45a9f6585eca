/** The panel's head: its parts, and the way to the settings. */
import { Mark } from '@quint/web/ui/mark.tsx'
import { Settings } from 'lucide-react'
import { type MessageKey, t } from '../words.ts'

export type Part = 'problem' | 'import' | 'reading'

const words: Readonly<Record<Part, MessageKey>> = { problem: 'navProblem', import: 'navImport', reading: 'navReading' }
const parts: readonly Part[] = ['problem', 'import', 'reading']

export interface HeadProps {
  readonly part: Part
  readonly onGo: (part: Part) => void
}

export function Head({ part, onGo }: HeadProps) {
  return (
    <header className="flex items-center gap-2 border-b border-line px-3 py-1.5">
      <Mark className="size-6 shrink-0" />
      <nav aria-label={t('navLabel')} className="flex flex-1 items-center">
        {parts.map((known) => (
          <button
            key={known}
            type="button"
            aria-current={known === part ? 'page' : undefined}
            onClick={() => onGo(known)}
            className="min-h-11 px-2.5 text-sm text-muted hover:text-ink aria-[current]:font-semibold aria-[current]:text-ink"
          >
            {t(words[known])}
          </button>
        ))}
      </nav>
      <button
        type="button"
        aria-label={t('navSettings')}
        title={t('navSettings')}
        onClick={() => void chrome.runtime.openOptionsPage()}
        className="grid size-11 place-items-center text-muted hover:text-ink"
      >
        <Settings aria-hidden className="size-5" />
      </button>
    </header>
  )
}
