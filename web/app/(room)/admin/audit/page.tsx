/** What administrators did. */
import type { Metadata } from 'next'
import { Audit } from './audit.tsx'

export const metadata: Metadata = { title: 'Audit' }

export default function AuditPage() {
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Audit</h1>
      <p className="mt-2 max-w-[60ch] text-muted">
        What administrators did, newest first. Lines are only ever added, and each seals the one before: <code>npm run audit</code> proves it.
      </p>
      <Audit />
    </>
  )
}
