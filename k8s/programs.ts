/** The programs of the image and the settings that each of them reads. */

import { settings as content } from '@quint/content/config.ts'
import { settings as gateway } from '@quint/gateway/config.ts'
import { settings as hints } from '@quint/hints/config.ts'
import { settings as runner } from '@quint/infra-runner/config.ts'
import { settings as plans } from '@quint/plans/config.ts'
import { settings as sessions } from '@quint/sessions/config.ts'
import { settings as telemetry } from '@quint/telemetry/settings.ts'
import { settings as backup } from '../backup/config.ts'
import type { KnownSettings } from './policy/setting.ts'

const optional = { fallback: '', secret: false }
const address = { fallback: '', secret: true }

/** The first reads the owner's address, its form with "wait" the login role's. */
const migration = (service: string) => ({ [`${service}_DATABASE_OWNER_URL`]: address, [`${service}_DATABASE_URL`]: address })

export const programs: KnownSettings = {
  'gateway/main.ts': { ...gateway, ...telemetry },
  'gateway/migrate.ts': migration('GATEWAY'),
  'services/sessions/main.ts': { ...sessions, ...telemetry },
  'services/sessions/migrate.ts': migration('SESSIONS'),
  'services/hints/main.ts': { ...hints, ...telemetry },
  'services/hints/migrate.ts': migration('HINTS'),
  'services/infra-runner/main.ts': { ...runner, ...telemetry },
  'services/infra-runner/migrate.ts': migration('RUNNER'),
  'services/plans/main.ts': { ...plans, ...telemetry },
  'services/plans/migrate.ts': migration('PLANS'),
  'services/content/main.ts': { ...content, ...telemetry },
  'services/content/migrate.ts': migration('CONTENT'),
  'backup/backup.ts': backup,
  'node_modules/next/dist/bin/next': { QUINT_WEB_BUILD: optional, NODE_ENV: optional },
}
