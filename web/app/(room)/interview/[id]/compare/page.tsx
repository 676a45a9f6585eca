/** Two interviews beside each other. */
import type { Metadata } from 'next'
import { paths } from '../../../../../paths.ts'
import { needsLearner } from '../../../../session-cookie.ts'
import { CompareAt } from './compare-at.tsx'

export const metadata: Metadata = { title: 'Compare' }

interface Props {
  readonly params: Promise<{ readonly id: string }>
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

export default async function ComparePage({ params, searchParams }: Props) {
  const { id } = await params
  const { with: other } = await searchParams
  const second = typeof other === 'string' ? other : id
  await needsLearner(paths.interviewCompare(id, second))
  return <CompareAt first={id} second={second} />
}
