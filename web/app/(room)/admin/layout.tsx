/** The frame of the administrators' pages: where one is, and where else there is something to do. */
import type { ReactNode } from 'react'
import { paths } from '../../../paths.ts'
import { needsLearner } from '../../session-cookie.ts'
import { AdminNav } from './admin-nav.tsx'

export default async function AdminLayout({ children }: { readonly children: ReactNode }) {
  await needsLearner(paths.admin)
  return (
    <div className="grid gap-6 lg:grid-cols-[12rem_minmax(0,1fr)] lg:gap-10">
      <AdminNav />
      <div className="min-w-0">{children}</div>
    </div>
  )
}
