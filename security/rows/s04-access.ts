/** S4: objects, fields and functions are their owner's, in the services and again in the database. */
import type { Row } from '../row.ts'
import { communityChecks } from './s04-community.ts'
import { ownershipChecks } from './s04-ownership.ts'
import { rowChecks } from './s04-rows.ts'

export const access: Row = {
  id: 'S4',
  control: 'access: ownership checked in the service and again by forced row level security; no mass assignment; administrators apart',
  checks: [...ownershipChecks, ...communityChecks, ...rowChecks],
}
