/** Whoever came to a page with the editor by the router has the policy of the page before, which the editor cannot live with: the page is loaded anew. */
import { useEffect, useState } from 'react'

/** @returns whether the page is about to be loaded anew. */
export function useLoadedAnew(): boolean {
  const [elsewhere, setElsewhere] = useState(false)
  useEffect(() => {
    const [loaded] = performance.getEntriesByType('navigation')
    if (loaded === undefined || new URL(loaded.name).pathname === window.location.pathname) return
    setElsewhere(true)
    window.location.reload()
  }, [])
  return elsewhere
}
