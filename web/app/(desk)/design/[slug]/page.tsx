/** Designing for one problem. */
import type { Metadata } from 'next'
import { paths } from '../../../../paths.ts'
import { needsLearner } from '../../../session-cookie.ts'
import { Drawing } from './drawing.tsx'

export const metadata: Metadata = { title: 'Design' }

interface Given {
  readonly params: Promise<{ readonly slug: string }>
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

export default async function DesignPage({ params, searchParams }: Given) {
  const { slug } = await params
  const { from } = await searchParams
  const previous = typeof from === 'string' ? from : undefined
  await needsLearner(paths.designProblem(slug, previous))
  return <Drawing slug={slug} previousId={previous} />
}
