/** Today: what to do next, and how it has been going. */
import type { Metadata } from 'next'
import { paths } from '../../../paths.ts'
import { MoreRooms } from '../../../ui/nav.tsx'
import { Together } from '../../../ui/together.tsx'
import { needsLearner } from '../../session-cookie.ts'
import { Today } from './today.tsx'

export const metadata: Metadata = { title: 'Today' }

export default async function DashboardPage() {
  await needsLearner(paths.dashboard)
  return (
    <>
      <Today />
      <Together waiting={null}>
        <MoreRooms />
      </Together>
    </>
  )
}
