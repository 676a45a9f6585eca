/** How the problem was read: every reader with its outcome, and a report to copy. */
import { useEffect, useState } from 'react'
import type { Attempt } from '../judges/chain.ts'
import { loadReadings } from '../judges/readings.ts'
import { pageName, type ReadingRecord, reportText, winnerOf } from '../judges/report.ts'
import type { Visit } from '../judges/visit.ts'
import { type MessageKey, t } from '../words.ts'
import { CopyButton } from './copy-button.tsx'
import type { Equipment } from './equipment.ts'
import { Section } from './section.tsx'
import { useServerAllowed } from './use-server-allowed.ts'

export interface DiagnosticsProps {
  readonly equipment: Pick<Equipment, 'settings' | 'passing'>
  /** Undefined in the settings, which stand beside no page. */
  readonly visit?: Visit
  readonly signedIn: boolean
}

const outcomes: Readonly<Record<Attempt['outcome'], MessageKey>> = {
  found: 'outcomeFound',
  'no-answer': 'outcomeNoAnswer',
  'not-allowed': 'outcomeNotAllowed',
  'not-understood': 'outcomeNotUnderstood',
  'another-problem': 'outcomeAnotherProblem',
  premium: 'outcomePremium',
  'no-statement': 'outcomeNoStatement',
  'not-on-page': 'outcomeNotOnPage',
  'too-large': 'outcomeTooLarge',
  'too-slow': 'outcomeTooSlow',
  'page-away': 'outcomePageAway',
}

export function Diagnostics({ equipment, visit, signedIn }: DiagnosticsProps) {
  const { settings, passing } = equipment
  const { allowed } = useServerAllowed(settings.server)
  const [earlier, setEarlier] = useState<readonly ReadingRecord[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new visit brings new readings.
  useEffect(() => {
    loadReadings(passing).then(setEarlier, () => undefined)
  }, [passing, visit])
  const page = visit === undefined ? earlier[0]?.page : pageName(visit.place)
  const attempts = visit === undefined ? (earlier[0]?.attempts ?? []) : visit.attempts
  const winner = winnerOf(attempts)
  const report = reportText({
    version: chrome.runtime.getManifest().version,
    browser: navigator.userAgent,
    server: settings.server,
    allowed: allowed === true,
    signedIn,
    readings: earlier,
  })
  return (
    <Section title={t('diagnosticsTitle')}>
      <p className="text-muted">{t('diagnosticsWhy')}</p>
      {page === undefined ? null : <p className="font-mono text-sm">{page}</p>}
      {attempts.length === 0 ? <p>{t('diagnosticsNone')}</p> : <Attempts attempts={attempts} />}
      {winner === undefined ? null : <p className="font-semibold">{t('diagnosticsWinner', winner)}</p>}
      <p>
        <CopyButton label={t('copyReport')} text={report} />
      </p>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
        tabIndex={0}
        className="max-h-72 overflow-auto whitespace-pre-wrap rounded-card border border-line bg-surface p-3 font-mono text-sm"
      >
        {report}
      </pre>
    </Section>
  )
}

function Attempts({ attempts }: { readonly attempts: readonly Attempt[] }) {
  return (
    <table className="w-full text-left text-sm">
      <thead>
        <tr className="text-muted">
          <th className="py-1 pr-2 font-normal">{t('diagnosticsReader')}</th>
          <th className="py-1 pr-2 font-normal">{t('diagnosticsOutcome')}</th>
          <th className="py-1 text-right font-normal">{t('diagnosticsTime')}</th>
        </tr>
      </thead>
      <tbody>
        {attempts.map(({ reader, outcome, durationMs }) => (
          <tr key={reader} className="border-t border-line">
            <td className="py-1.5 pr-2">{reader}</td>
            <td className="py-1.5 pr-2">{t(outcomes[outcome])}</td>
            <td className="py-1.5 text-right tabular-nums">{durationMs} ms</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
