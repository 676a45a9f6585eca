/** Two runs beside each other. */
import type { Metadata } from 'next'
import Link from 'next/link'
import { paths } from '../../../../paths.ts'
import { needsLearner } from '../../../session-cookie.ts'
import { Beside } from './beside.tsx'

export const metadata: Metadata = { title: 'Compare runs' }

type Search = Promise<Readonly<Record<string, string | string[] | undefined>>>

export default async function ComparePage({ searchParams }: { readonly searchParams: Search }) {
  const { ids } = await searchParams
  const [one = '', other = ''] = typeof ids === 'string' ? ids.split(',') : []
  await needsLearner(paths.labCompare(one, other))
  return (
    <div className="mx-auto max-w-3xl">
      <p className="text-muted">
        <Link href={paths.lab} className="underline decoration-line decoration-2 underline-offset-4 hover:text-ink">
          Lab
        </Link>
      </p>
      <h1 className="mt-3 text-2xl sm:text-3xl">Two runs</h1>
      <Beside ids={`${one},${other}`} />
    </div>
  )
}
