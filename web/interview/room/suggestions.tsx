/** What was found in the code that was handed in: how good it is, what it costs against what was claimed, what to do about it. */

import { ClaimList } from '../claim-list.tsx'
import type { Evidence, Material } from '../evidence.ts'
import type { Analysis, Claim } from '../interview.ts'
import { growthText } from '../words.ts'

export interface SuggestionsProps {
  readonly analysis: Analysis
  readonly material: Material
  readonly onShow: (evidence: Evidence) => void
}

export function Suggestions({ analysis, material, onShow }: SuggestionsProps) {
  return (
    <section
      aria-label="Feedback on your code"
      className="settle grid grid-cols-[minmax(0,1fr)] gap-5 rounded-card border border-line bg-surface px-5 py-4"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h2 className="text-lg">Feedback</h2>
        <p className="text-muted">
          <strong className="font-display text-2xl text-ink" data-score={analysis.score}>
            {analysis.score}
          </strong>{' '}
          of 10
        </p>
      </div>
      <Part title="Correctness" text={analysis.technicalFeedback} claims={analysis.technicalClaims} material={material} onShow={onShow} />
      <Part title="What it costs" text={analysis.complexityAnalysis} claims={analysis.complexityClaims} material={material} onShow={onShow}>
        <Growths analysis={analysis} />
      </Part>
      <Part title="The code itself" text={analysis.codeQuality} claims={analysis.qualityClaims} material={material} onShow={onShow} />
      <Part title="To try" text="" claims={analysis.suggestions} material={material} onShow={onShow} />
    </section>
  )
}

interface PartProps {
  readonly title: string
  readonly text: string
  readonly claims: readonly Claim[]
  readonly material: Material
  readonly onShow: (evidence: Evidence) => void
  readonly children?: React.ReactNode
}

function Part({ title, text, claims, material, onShow, children }: PartProps) {
  if (text === '' && claims.length === 0) return null
  return (
    <div>
      <h3 className="text-base font-semibold">{title}</h3>
      {children}
      <div className="mt-1">{claims.length === 0 ? <p>{text}</p> : <ClaimList claims={claims} material={material} onShow={onShow} />}</div>
    </div>
  )
}

/** What was claimed beside what was measured. */
export function Growths({ analysis }: { readonly analysis: Analysis }) {
  const { claimedTime, claimedSpace, measuredTime, measuredSpace } = analysis
  if (measuredTime === '' && measuredSpace === '' && claimedTime === '' && claimedSpace === '') return null
  return (
    <table className="my-2 w-full max-w-md text-left text-sm">
      <thead className="text-muted">
        <tr>
          <td />
          <th scope="col" className="py-1 font-normal">
            You said
          </th>
          <th scope="col" className="py-1 font-normal">
            Measured
          </th>
        </tr>
      </thead>
      <tbody>
        {[
          { name: 'Time', claimed: claimedTime, measured: measuredTime },
          { name: 'Space', claimed: claimedSpace, measured: measuredSpace },
        ].map(({ name, claimed, measured }) => (
          <tr key={name} className="border-t border-line">
            <th scope="row" className="py-1.5 pr-4 font-normal text-muted">
              {name}
            </th>
            <td className="py-1.5 pr-4 font-mono">{claimed === '' ? 'nothing' : growthText(claimed)}</td>
            <td className="py-1.5 font-mono">{growthText(measured)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
