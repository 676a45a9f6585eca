/** One interview, to look at again. */
import type { Metadata } from 'next'
import { pointerIn } from '../../../../../interview/replay/moment.ts'
import { paths } from '../../../../../paths.ts'
import { needsLearner } from '../../../../session-cookie.ts'
import { ReplayAt } from './replay-at.tsx'

export const metadata: Metadata = { title: 'Replay' }

interface Props {
  readonly params: Promise<{ readonly id: string }>
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

export default async function ReplayPage({ params, searchParams }: Props) {
  const { id } = await params
  await needsLearner(paths.interviewReplay(id))
  return <ReplayAt id={id} pointer={pointerIn(await searchParams)} />
}
