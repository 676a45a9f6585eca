/** Whether the browser lets us talk to a server; the learner can allow it. */
import { useEffect, useState } from 'react'
import { permissionFor } from '../account/settings.ts'

export interface ServerAllowed {
  /** Undefined until it is known. */
  readonly allowed: boolean | undefined
  /** Only in answer to a press. */
  ask(): Promise<boolean>
}

export function useServerAllowed(server: string): ServerAllowed {
  const [allowed, setAllowed] = useState<boolean>()
  const origins = [permissionFor(server)]
  useEffect(() => {
    chrome.permissions.contains({ origins: [permissionFor(server)] }).then(setAllowed, () => setAllowed(false))
  }, [server])
  return {
    allowed,
    async ask() {
      const granted = await chrome.permissions.request({ origins })
      setAllowed(granted)
      return granted
    },
  }
}
