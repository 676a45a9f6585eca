'use client'
/** Says so when the device has no network, and that nothing typed is lost. */
import { CloudOff } from 'lucide-react'
import { useSyncExternalStore } from 'react'

export function OfflineBanner() {
  const online = useSyncExternalStore(subscribe, isOnline, assumeOnline)
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-20 z-40 px-4 sm:bottom-6">
      {online ? null : (
        <p className="settle mx-auto flex w-fit items-center gap-2.5 rounded-card bg-ink px-4 py-2.5 text-sm text-paper shadow-sheet">
          <CloudOff aria-hidden className="size-4 shrink-0" />
          You are offline. What you type stays on this device until you are back.
        </p>
      )}
    </div>
  )
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('online', changed)
  window.addEventListener('offline', changed)
  return () => {
    window.removeEventListener('online', changed)
    window.removeEventListener('offline', changed)
  }
}

const isOnline = (): boolean => navigator.onLine
const assumeOnline = (): boolean => true
