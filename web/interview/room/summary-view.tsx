'use client'
/** How the interview went: the band, the four dimensions, what was good, what to do next. */
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { paths } from '../../paths.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Skeleton, Waiting } from '../../ui/skeleton.tsx'
import { ClaimList } from '../claim-list.tsx'
import type { Evidence, Material } from '../evidence.ts'
import type { Claim, Summary } from '../interview.ts'
import { markdownAddress } from '../interviews.ts'
import { evidenceQuery } from '../replay/moment.ts'
import { BandName, Rubric } from '../rubric.tsx'
import { Timeline } from './timeline.tsx'

export interface SummaryViewProps {
  readonly id: string
  /** Undefined while it is being written. */
  readonly summary: Summary | undefined
  readonly material: Material
  /** ISO 8601. */
  readonly startedAt: string
  /** It ended without a problem: there is nothing to judge. */
  readonly nothing: boolean
}

export function SummaryView({ id, summary, material, startedAt, nothing }: SummaryViewProps) {
  const router = useRouter()
  const show = (evidence: Evidence): void => router.push(`${paths.interviewReplay(id)}${evidenceQuery(evidence)}`)
  if (nothing)
    return (
      <Frame>
        <h1 className="text-2xl">This interview is over</h1>
        <p className="mt-3 text-muted">It ended before there was a problem, so there is nothing to say about it.</p>
        <p className="mt-6">
          <Link href={paths.interviews} className={buttonClass()}>
            Begin another one
          </Link>
        </p>
      </Frame>
    )
  if (summary === undefined)
    return (
      <Frame>
        <h1 className="text-2xl">Your summary is being written</h1>
        <Waiting label="Your summary is being written." />
        <div className="mt-6 grid gap-3">
          <Skeleton className="h-24" />
          <Skeleton className="h-64" />
        </div>
      </Frame>
    )
  return (
    <Frame>
      <p className="text-muted">How it went</p>
      <h1 className="text-2xl sm:text-3xl">
        <BandName band={summary.band} className="!font-medium" />
      </h1>
      <p className="mt-4 max-w-[68ch] whitespace-pre-wrap">{summary.text}</p>
      <p className="mt-6 flex flex-wrap items-center gap-3">
        <Link href={paths.interviewReplay(id)} className={buttonClass()}>
          Look at it again
        </Link>
        <a href={markdownAddress(id)} download className={buttonClass('quiet')}>
          Take it as Markdown
        </a>
        <Link href={paths.interviews} className={buttonClass('plain')}>
          All interviews
        </Link>
      </p>
      <section aria-labelledby="rubric" className="mt-10">
        <h2 id="rubric" className="mb-5 text-xl">
          The four dimensions
        </h2>
        <Rubric rubric={summary.rubric} claims={(claims) => <ClaimList claims={claims} material={material} onShow={show} />} />
      </section>
      <div className="mt-10">
        <SummaryParts summary={summary} material={material} onShow={show} />
      </div>
      <Timeline entries={material.entries} startedAt={startedAt} />
    </Frame>
  )
}

interface SummaryPartsProps {
  readonly summary: Summary
  readonly material: Material
  readonly onShow: (evidence: Evidence) => void
}

export function SummaryParts({ summary, ...rest }: SummaryPartsProps) {
  return (
    <div className="grid gap-8">
      <Part title="What was good" claims={summary.strengths} {...rest} />
      <Part title="What would be better" claims={summary.improvements} {...rest} />
      <Part title="Beside your earlier interviews" claims={summary.comparison} {...rest} />
      <Part title="What to do next" claims={summary.nextSteps} {...rest} />
    </div>
  )
}

interface PartProps extends Omit<SummaryPartsProps, 'summary'> {
  readonly title: string
  readonly claims: readonly Claim[]
}

function Part({ title, claims, ...rest }: PartProps) {
  if (claims.length === 0) return null
  return (
    <section>
      <h2 className="text-xl">{title}</h2>
      <div className="mt-3">
        <ClaimList
          claims={claims}
          {...rest}
          earlier={(interviewId, words) => (
            <Link href={paths.interviewReplay(interviewId)} className="text-sm text-muted underline underline-offset-4">
              {words}
            </Link>
          )}
        />
      </div>
    </section>
  )
}

function Frame({ children }: { readonly children: React.ReactNode }) {
  return <div className="settle mx-auto w-full max-w-3xl px-4 py-8 sm:px-6 sm:py-12">{children}</div>
}
