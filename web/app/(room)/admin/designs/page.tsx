/** Designs of all learners: what runs, what waits for a decision. */
import type { Metadata } from 'next'
import type { Search } from '../../../../ui/address.ts'
import { RowsWaiting } from '../../../../ui/pages.tsx'
import { Together } from '../../../../ui/together.tsx'
import { Clouds } from './clouds.tsx'
import { Deployments } from './deployments.tsx'
import { DesignAudit } from './design-audit.tsx'
import { References } from './references.tsx'

export const metadata: Metadata = { title: 'Designs' }

export default async function DeploymentsPage({ searchParams }: { readonly searchParams: Promise<Search> }) {
  const { waiting } = await searchParams
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Designs</h1>
      <p className="mt-2 max-w-[60ch] text-muted">
        What learners have deployed, the newest first, without what they wrote. Whatever you do here is recorded.
      </p>
      <Together waiting={<RowsWaiting label="The designs are being fetched." />}>
        <Deployments waiting={waiting === 'designs'} />
        <Clouds onlyWaiting={waiting === 'plans'} />
        <References />
        <DesignAudit />
      </Together>
    </>
  )
}
