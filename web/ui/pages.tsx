'use client'
/** Lists that come in pages: while the first is fetched, when it did not come, when nothing is in it, and when there is more. */
import { type InfiniteData, keepPreviousData, type QueryKey, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Page } from '../api/community.ts'
import { messageOf } from '../api/problem.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'
import { Skeleton, Waiting } from './skeleton.tsx'
import { isSignedOut, useSignedOut } from './use-learner-query.ts'

export interface PagesQuery<Whole> {
  readonly queryKey: QueryKey
  readonly read: (cursor: string | undefined, signal: AbortSignal) => Promise<Whole>
}

/** What was shown stays until what is asked for instead is there. */
export function usePages<Whole extends Page<unknown>>({ queryKey, read }: PagesQuery<Whole>) {
  const pages = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
  useSignedOut(pages.error)
  return pages
}

export interface PagesProps<Item> {
  readonly pages: UseInfiniteQueryResult<InfiniteData<Page<Item>, unknown>>
  readonly waiting: ReactNode
  readonly nothing: ReactNode
  /** What the button says that fetches the next page. */
  readonly more?: string
  readonly failed?: (error: Error, again: () => void) => ReactNode
  readonly children: (items: readonly Item[]) => ReactNode
}

export function Pages<Item>({ pages, waiting, nothing, more = 'Show more', failed = problem, children }: PagesProps<Item>) {
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      {pages.isPending ? waiting : null}
      {pages.isError && !isSignedOut(pages.error) ? failed(pages.error, () => void pages.refetch()) : null}
      {pages.isSuccess && items.length === 0 ? nothing : null}
      {items.length === 0 ? null : children(items)}
      {pages.hasNextPage ? (
        <p className="mt-8 text-center">
          <Button look="quiet" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {more}
          </Button>
        </p>
      ) : null}
    </>
  )
}

function problem(error: Error, again: () => void): ReactNode {
  return (
    <div className="mt-6">
      <Notice message={messageOf(error)} onRetry={again} />
    </div>
  )
}

export interface RowsWaitingProps {
  /** As in "Your sessions are being fetched." */
  readonly label: string
  readonly rows?: number
}

export function RowsWaiting({ label, rows = 6 }: RowsWaitingProps) {
  return (
    <div className="mt-6 grid gap-3">
      <Waiting label={label} />
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <Skeleton key={index} className="h-16" />
      ))}
    </div>
  )
}
