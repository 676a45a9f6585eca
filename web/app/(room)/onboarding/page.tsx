/** Five questions, each on a screen of its own, and then the plan. */
import type { Metadata } from 'next'
import { paths } from '../../../paths.ts'

import { needsLearner } from '../../session-cookie.ts'
import { Onboarding } from './onboarding.tsx'

export const metadata: Metadata = { title: 'Your plan' }

export default async function OnboardingPage() {
  await needsLearner(paths.onboarding)
  return (
    <div className="mx-auto max-w-2xl">
      <Onboarding />
    </div>
  )
}
