'use client'
/** Asks the service worker to keep what this page shows, so that it can be read without a network. */
import { useEffect } from 'react'
import { tabWishes } from './wishes.ts'

/** @param wanted pages and answers; nothing happens for those that are kept already, or that are never kept. */
export function useKept(...wanted: readonly string[]): void {
  const list = wanted.join('\n')
  useEffect(() => {
    if (list !== '') void askToKeep(list.split('\n'))
  }, [list])
}

async function askToKeep(addresses: readonly string[]): Promise<void> {
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer }
  if (serviceWorker === undefined) return
  const wishes = tabWishes()
  wishes.add(addresses)
  const { active } = await serviceWorker.ready
  const keep = wishes.take()
  if (keep.length > 0) active?.postMessage({ keep })
}
