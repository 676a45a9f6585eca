/** On any other page: what the learner has marked there, or paste. */
import { Button } from '@quint/web/ui/button.tsx'
import { Notice } from '@quint/web/ui/notice.tsx'
import { useState } from 'react'
import { field, longestTitle, textOf } from '../judges/problem.ts'
import type { Page } from '../page/page.ts'
import { longestSelection } from '../page/request.ts'
import { type MessageKey, t } from '../words.ts'
import type { Equipment } from './equipment.ts'
import { type Pasted, PasteForm } from './paste-form.tsx'
import { Section } from './section.tsx'

export interface BringProblemProps {
  readonly equipment: Equipment
  readonly onBegun: (sessionId: string, title: string) => Promise<void>
}

export function BringProblem({ equipment, onBegun }: BringProblemProps) {
  const [taken, setTaken] = useState<Pasted>()
  const [trouble, setTrouble] = useState<MessageKey>()
  const take = async (): Promise<void> => {
    const marked = await selectionOf(equipment.page)
    setTrouble(typeof marked === 'string' ? marked : undefined)
    if (typeof marked !== 'string') setTaken(marked)
  }
  return (
    <Section title={t('elsewhereTitle')}>
      <p className="text-muted">{t('elsewhereWhy')}</p>
      <p>
        <Button look="quiet" onClick={() => void take()}>
          {t('takeSelection')}
        </Button>
      </p>
      {trouble === undefined ? null : <Notice message={t(trouble)} />}
      <PasteForm key={taken?.statement} equipment={equipment} given={taken} onBegun={onBegun} />
    </Section>
  )
}

async function selectionOf(page: Page): Promise<Pasted | MessageKey> {
  try {
    const { body } = await page.ask({ wanted: 'selection' })
    const statement = textOf(field(body, 'text'), longestSelection).trim()
    return statement === '' ? 'selectionEmpty' : { title: textOf(field(body, 'title'), longestTitle).trim(), statement }
  } catch {
    return 'selectionClosed'
  }
}
