/** The panel: where the learner is, and the one thing to do there. */
import { lazy, type MouseEvent, Suspense, useEffect, useState } from 'react'
import { tokensKey, toTokens } from '../account/account.ts'
import type { Equipment } from './equipment.ts'
import { Head, type Part } from './head.tsx'
import { ProblemView } from './problem-view.tsx'
import { Refused } from './refused.tsx'
import { SignIn } from './sign-in.tsx'
import { useKept } from './use-kept.ts'
import { useVisit, type Visiting } from './use-visit.ts'

const Diagnostics = lazy(async () => ({ default: (await import('./diagnostics.tsx')).Diagnostics }))
const ImportView = lazy(async () => ({ default: (await import('./import-view.tsx')).ImportView }))

const holderOf = (value: unknown) => ({ tokens: toTokens(value) })

export function Panel({ equipment }: { readonly equipment: Equipment }) {
  const { local, settings } = equipment
  const visiting = useVisit(equipment)
  const [part, setPart] = useState<Part>('problem')
  const holder = useKept(local, tokensKey, holderOf)
  const signedIn = holder === undefined ? undefined : holder.tokens?.server === settings.server
  useEffect(() => void performance.mark('quint:interactive'), [])
  return (
    <div onClickCapture={openOutside} className="min-h-dvh">
      <Head part={part} onGo={setPart} />
      <main>
        <Suspense>
          {/* Another learner begins with nothing of the one before. */}
          <PartView key={holder?.tokens?.userId} part={part} visiting={visiting} signedIn={signedIn} equipment={equipment} />
        </Suspense>
      </main>
    </div>
  )
}

interface PartViewProps {
  readonly part: Part
  readonly visiting: Visiting
  readonly signedIn: boolean | undefined
  readonly equipment: Equipment
}

function PartView({ part, visiting, signedIn, equipment }: PartViewProps) {
  const { place } = visiting.visit
  if (part === 'reading')
    return (
      <>
        {place.kind === 'refused' ? <Refused reason={place.reason} /> : null}
        <Diagnostics equipment={equipment} visit={visiting.visit} signedIn={signedIn === true} />
      </>
    )
  if (place.kind === 'refused' && (part === 'problem' || place.reason !== 'no-problem')) return <Refused reason={place.reason} />
  if (signedIn === undefined) return null
  if (!signedIn) return <SignIn equipment={equipment} />
  return part === 'import' ? <ImportView equipment={equipment} place={place} /> : <ProblemView equipment={equipment} visiting={visiting} />
}

/** The panel itself never leaves: a link to the web opens a tab. */
function openOutside(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null
  if (!(link instanceof HTMLAnchorElement) || !/^https?:$/.test(link.protocol)) return
  event.preventDefault()
  window.open(link.href, '_blank', 'noopener,noreferrer')
}
