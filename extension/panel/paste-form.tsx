/** A problem typed or pasted in; it stays while the panel is closed. */
import { Failure } from '@quint/web/coach/failure.tsx'
import { longestStatement } from '@quint/web/coach/words.ts'
import { Button } from '@quint/web/ui/button.tsx'
import { Area, Field } from '@quint/web/ui/field.tsx'
import { type FormEvent, useState } from 'react'
import { addressOf, keyOf, type Practice } from '../judges/place.ts'
import { clean, longestTitle } from '../judges/problem.ts'
import { t } from '../words.ts'
import type { Equipment } from './equipment.ts'
import { useBegin } from './use-begin.ts'

export interface Pasted {
  readonly title: string
  readonly statement: string
}

export interface PasteFormProps {
  readonly equipment: Equipment
  /** Undefined on a page of no judge. */
  readonly place?: Practice
  /** What was marked on the page. */
  readonly given?: Pasted | undefined
  readonly onBegun: (sessionId: string, title: string) => Promise<void>
  readonly onAgain?: () => void
}

export function PasteForm({ equipment, place, given, onBegun, onAgain }: PasteFormProps) {
  const { drafts } = equipment
  const draft = `paste ${place === undefined ? 'elsewhere' : keyOf(place)}`
  const [title, setTitle] = useState(() => given?.title ?? drafts.load(draft, 'title')?.text ?? '')
  const [statement, setStatement] = useState(() => given?.statement ?? drafts.load(draft, 'statement')?.text ?? '')
  const [missing, setMissing] = useState(false)
  const { sending, error, send, retry } = useBegin(equipment, async (id, begun) => {
    for (const field of ['title', 'statement']) drafts.forget(draft, field)
    await onBegun(id, begun)
  })
  const keep = (field: 'title' | 'statement', text: string): void => {
    drafts.save(draft, field, { text, seconds: 0 })
    if (field === 'title') setTitle(text)
    else setStatement(text)
  }
  // A browser that cuts what is pasted would not say so.
  const over = clean(statement).trim().length - longestStatement
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setMissing(title.trim() === '')
    if (title.trim() === '' || over > 0) return
    const known = place === undefined ? { site: 'other' } : { url: addressOf(place), site: place.site, slug: place.slug }
    const text = clean(statement).trim()
    void send({ title: clean(title).trim(), ...known, ...(text === '' ? {} : { statement: text }) })
  }
  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      <Field
        label={t('pasteProblemTitle')}
        value={title}
        onChange={(text) => keep('title', text)}
        maxLength={longestTitle}
        error={missing && title.trim() === '' ? t('pasteTitleMissing') : undefined}
      />
      <Area
        label={t('pasteStatement')}
        value={statement}
        onChange={(text) => keep('statement', text)}
        error={over > 0 ? t('pasteTooLong', over.toLocaleString()) : undefined}
      />
      <p className="flex flex-wrap gap-3">
        <Button type="submit" busy={sending}>
          {t('pasteStart')}
        </Button>
        {onAgain === undefined ? null : (
          <Button look="plain" onClick={onAgain}>
            {t('again')}
          </Button>
        )}
      </p>
      {error === undefined ? null : <Failure error={error} onRetry={() => void retry()} signInHref="#sign-in" />}
    </form>
  )
}
