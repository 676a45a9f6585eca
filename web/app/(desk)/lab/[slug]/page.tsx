/** One lesson of the lab, with its bench. */
import type { Metadata } from 'next'
import { paths } from '../../../../paths.ts'
import { needsLearner } from '../../../session-cookie.ts'
import { BenchAt } from './bench-at.tsx'

export const metadata: Metadata = { title: 'Lab' }

interface Props {
  readonly params: Promise<{ readonly slug: string }>
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

export default async function LessonPage({ params, searchParams }: Props) {
  const { slug } = await params
  const { run } = await searchParams
  const runId = typeof run === 'string' ? run : undefined
  await needsLearner(paths.labLesson(slug, runId))
  return <BenchAt slug={slug} runId={runId} />
}
