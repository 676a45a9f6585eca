'use client'
/** An administrator's list in pages; who may not see it is told so. */
import type { QueryKey } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Pages, RowsWaiting, usePages } from '../../../ui/pages.tsx'
import type { Page } from './admin-api.ts'
import { Refused } from './refused.tsx'

export interface PagesListProps<Item> {
  readonly queryKey: QueryKey
  readonly read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Item>>
  /** As in "accounts". */
  readonly what: string
  readonly empty: ReactNode
  readonly children: (items: readonly Item[]) => ReactNode
}

export function PagesList<Item>({ queryKey, read, what, empty, children }: PagesListProps<Item>) {
  const pages = usePages({ queryKey, read })
  return (
    <Pages
      pages={pages}
      waiting={<RowsWaiting label={`The ${what} are being fetched.`} rows={3} />}
      nothing={
        <div role="status" className="mt-8 max-w-[52ch] text-muted">
          {empty}
        </div>
      }
      failed={(error, again) => <Refused error={error} onRetry={again} />}
    >
      {children}
    </Pages>
  )
}
