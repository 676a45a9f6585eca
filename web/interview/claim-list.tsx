/** Claims, each with what it rests on: a quotation that leads to its place. */
import { CornerDownRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { type Evidence, evidenceOf, type Material, quoteOf } from './evidence.ts'
import type { Claim } from './interview.ts'

export interface ClaimListProps {
  readonly claims: readonly Claim[]
  readonly material: Material
  readonly onShow: (evidence: Evidence) => void
  /** How an earlier interview is led to. */
  readonly earlier?: (interviewId: string, words: string) => ReactNode
}

export function ClaimList({ claims, material, onShow, earlier }: ClaimListProps) {
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {claims.map((claim) => (
        <li key={`${claim.code} ${claim.text}`}>
          <p>{claim.text}</p>
          <ul className="mt-1 grid grid-cols-[minmax(0,1fr)] gap-1">
            {claim.references.map((reference) => {
              const evidence = evidenceOf(reference, material)
              if (evidence === undefined) return null
              const key = JSON.stringify(reference)
              if (evidence.kind === 'interview')
                return earlier === undefined ? null : <li key={key}>{earlier(evidence.interviewId, 'The earlier interview')}</li>
              return (
                <li key={key}>
                  <EvidenceButton evidence={evidence} onShow={onShow} />
                </li>
              )
            })}
          </ul>
        </li>
      ))}
    </ul>
  )
}

function EvidenceButton({ evidence, onShow }: { readonly evidence: Evidence; readonly onShow: (evidence: Evidence) => void }) {
  const { where, quote } = quoteOf(evidence)
  return (
    <button
      type="button"
      data-evidence={evidence.kind}
      onClick={() => onShow(evidence)}
      className="group flex min-h-8 max-w-full items-baseline gap-2 text-left text-sm text-muted hover:text-ink"
    >
      <CornerDownRight aria-hidden className="size-4 shrink-0 translate-y-0.5" />
      <span className="shrink-0 font-semibold">{where}</span>
      <span
        className={`min-w-0 truncate underline decoration-line decoration-2 underline-offset-4 group-hover:decoration-current ${evidence.kind === 'code' ? 'font-mono text-[0.8125rem]' : ''}`}
      >
        {quote}
      </span>
    </button>
  )
}
