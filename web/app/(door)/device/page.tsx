/** Letting in a device that shows a code. */
import type { Metadata } from 'next'
import { paths } from '../../../paths.ts'
import { needsLearner } from '../../session-cookie.ts'
import { DeviceSteps } from './device-steps.tsx'

export const metadata: Metadata = { title: 'Sign in a device' }

type Search = Promise<{ readonly code?: string | string[] }>

export default async function DevicePage({ searchParams }: { readonly searchParams: Search }) {
  const { code } = await searchParams
  const given = typeof code === 'string' && code !== '' ? code.slice(0, 40) : undefined
  await needsLearner(paths.device(given))
  return <DeviceSteps given={given ?? ''} />
}
