/** Deleted accounts, and how far the services are with them. */
import type { Metadata } from 'next'
import type { Search } from '../../../../ui/address.ts'
import { Erasures } from './erasures.tsx'

export const metadata: Metadata = { title: 'Erasures' }

export default async function ErasuresPage({ searchParams }: { readonly searchParams: Promise<Search> }) {
  const { open } = await searchParams
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Erasures</h1>
      <p className="mt-2 max-w-[60ch] text-muted">
        Accounts that were deleted. Each service says when it has erased what it held, within a minute. Ids are all that is left.
      </p>
      <Erasures onlyOpen={open === 'true'} />
    </>
  )
}
