/** The four dimensions, each with its band, its figure and what it rests on. */
import type { ReactNode } from 'react'
import type { Band, Claim, DimensionScore } from './interview.ts'
import { bandWords, dimensionWords } from './words.ts'

export interface RubricProps {
  readonly rubric: readonly (Omit<DimensionScore, 'claims'> & { readonly claims?: readonly Claim[] })[]
  readonly claims?: (claims: readonly Claim[]) => ReactNode
}

export function Rubric({ rubric, claims }: RubricProps) {
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-6">
      {rubric.map((one) => (
        <li key={one.dimension}>
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <h3 className="text-lg">{dimensionWords[one.dimension]}</h3>
            <BandName band={one.band} />
          </div>
          <Steps band={one.band} />
          {claims === undefined || one.claims === undefined || one.claims.length === 0 ? null : <div className="mt-3">{claims(one.claims)}</div>}
        </li>
      ))}
    </ul>
  )
}

const bands: readonly Band[] = ['strong_no_hire', 'no_hire', 'hire', 'strong_hire']

export function BandName({ band, className = '' }: { readonly band: Band; readonly className?: string }) {
  return (
    <span data-band={band} className={`font-semibold ${className}`}>
      {bandWords[band]}
    </span>
  )
}

/** One of four steps, as it is said beside it. */
function Steps({ band }: { readonly band: Band }) {
  const reached = bands.indexOf(band)
  return (
    <div aria-hidden className="mt-1.5 grid grid-cols-4 gap-1">
      {bands.map((one, index) => (
        <span key={one} className={`h-1.5 rounded-full ${index <= reached ? 'bg-accent' : 'bg-line'}`} />
      ))}
    </div>
  )
}
