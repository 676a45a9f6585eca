/** Everything about the account. */
import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { paths } from '../../../paths.ts'
import { themeCookie, toTheme } from '../../../ui/theme.ts'
import { needsLearner } from '../../session-cookie.ts'
import { Settings } from './settings.tsx'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  await needsLearner(paths.settings)
  const theme = toTheme((await cookies()).get(themeCookie)?.value)
  return (
    <div className="mx-auto max-w-2xl lg:max-w-5xl">
      <h1 className="text-2xl sm:text-3xl">Settings</h1>
      <Settings theme={theme} />
    </div>
  )
}
