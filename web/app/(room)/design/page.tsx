/** The design problems, and one's own designs. */
import type { Metadata } from 'next'
import { paths } from '../../../paths.ts'
import { MissingCoach } from '../../../ui/missing-coach.tsx'
import { needsLearner } from '../../session-cookie.ts'
import { OwnDesigns } from './own-designs.tsx'
import { ProblemGrid } from './problem-grid.tsx'

export const metadata: Metadata = { title: 'Design' }

export default async function DesignsPage() {
  await needsLearner(paths.designs)
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Design</h1>
      <p className="mt-3 max-w-[65ch] text-muted">
        Draw a system. It is deployed here, loaded and broken on purpose, and your decisions show in the numbers.
      </p>
      <ProblemGrid />
      <OwnDesigns />
      <MissingCoach />
    </>
  )
}
