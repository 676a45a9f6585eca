'use client'
/** Who can sign in: the code that is asked for, and the devices that are signed in. */
import { SecurityCodes } from './security-codes.tsx'
import { SecurityDevices } from './security-devices.tsx'

export function Security() {
  return (
    <div className="grid gap-10">
      <SecurityCodes />
      <SecurityDevices />
    </div>
  )
}
