/** How the place is used, and what needs somebody. */
import type { Metadata } from 'next'
import { Overview } from './overview.tsx'

export const metadata: Metadata = { title: 'Administration' }

export default function AdminPage() {
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Administration</h1>
      <Overview />
    </>
  )
}
