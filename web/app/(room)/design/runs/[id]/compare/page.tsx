/** Two attempts beside each other. */
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Compare } from '../../../../../../design/compare.tsx'
import { paths } from '../../../../../../paths.ts'
import { needsLearner } from '../../../../../session-cookie.ts'

export const metadata: Metadata = { title: 'Two attempts' }

interface Given {
  readonly params: Promise<{ readonly id: string }>
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

export default async function ComparePage({ params, searchParams }: Given) {
  const { id } = await params
  const { with: other } = await searchParams
  if (typeof other !== 'string') notFound()
  await needsLearner(paths.designCompare(id, other))
  return <Compare id={id} other={other} />
}
