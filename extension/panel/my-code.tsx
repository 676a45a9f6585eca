/** The learner's own code on the page, to quote from. */
import { Button } from '@quint/web/ui/button.tsx'
import { useState } from 'react'
import type { EditorCode } from '../page/editor.ts'
import type { Page } from '../page/page.ts'
import { t } from '../words.ts'
import { CopyButton } from './copy-button.tsx'

export function MyCode({ page }: { readonly page: Page }) {
  const [read, setRead] = useState<{ readonly code: EditorCode | undefined }>()
  const take = async (): Promise<void> => setRead({ code: await page.editorCode().catch(() => undefined) })
  return (
    <details>
      <summary className="w-fit py-1 text-muted underline decoration-line decoration-2 underline-offset-4">{t('codeShow')}</summary>
      <p className="mt-2 text-sm text-muted">{t('codeWhy')}</p>
      {read?.code === undefined ? null : (
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
          tabIndex={0}
          aria-label={t('codeShow')}
          className="mt-2 max-h-72 overflow-auto whitespace-pre rounded-card border border-line bg-surface p-3 font-mono text-sm"
        >
          {read.code.code}
        </section>
      )}
      {read !== undefined && read.code === undefined ? (
        <p role="status" className="mt-2">
          {t('codeNone')}
        </p>
      ) : null}
      <p className="mt-3 flex flex-wrap gap-3">
        <Button look="quiet" onClick={() => void take()}>
          {t('codeTake')}
        </Button>
        {read?.code === undefined ? null : <CopyButton label={t('copy')} text={read.code.code} />}
      </p>
    </details>
  )
}
