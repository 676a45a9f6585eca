/** One account. */
import type { Metadata } from 'next'
import { AccountView } from './account-view.tsx'

export const metadata: Metadata = { title: 'Account' }

export default async function AccountPage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params
  return <AccountView id={decodeURIComponent(id)} />
}
