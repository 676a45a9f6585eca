/** Where help would be cheating: nothing is read, and the reason is said. */
import { ShieldOff } from 'lucide-react'
import type { Refusal } from '../judges/place.ts'
import { type MessageKey, t } from '../words.ts'
import { Section } from './section.tsx'

const words: Readonly<Record<Refusal, readonly [title: MessageKey, reason: MessageKey]>> = {
  contest: ['refusedContestTitle', 'refusedContest'],
  assessment: ['refusedAssessmentTitle', 'refusedAssessment'],
  'no-problem': ['refusedNothingTitle', 'refusedNothing'],
}

export function Refused({ reason }: { readonly reason: Refusal }) {
  const [title, why] = words[reason]
  return (
    <Section title={t(title)}>
      <p className="flex gap-3 text-muted">
        {reason === 'no-problem' ? null : <ShieldOff aria-hidden className="mt-1 size-5 shrink-0" />}
        {t(why)}
      </p>
    </Section>
  )
}
