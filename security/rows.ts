/** All rows: models while the mesh still asks them, and last what looks at the others' traces. */
import type { Row } from './row.ts'
import { accessTokens } from './rows/s01-access-tokens.ts'
import { refreshTokens } from './rows/s02-refresh-tokens.ts'
import { passwords } from './rows/s03-passwords.ts'
import { access } from './rows/s04-access.ts'
import { crossSite } from './rows/s05-cross-site.ts'
import { origins } from './rows/s06-origins.ts'
import { headers } from './rows/s07-headers.ts'
import { pages } from './rows/s08-pages.ts'
import { sockets } from './rows/s09-sockets.ts'
import { outgoing } from './rows/s10-outgoing.ts'
import { limits } from './rows/s11-limits.ts'
import { injection } from './rows/s12-injection.ts'
import { models } from './rows/s13-model.ts'
import { sandbox } from './rows/s14-sandbox.ts'
import { secrets } from './rows/s15-secrets.ts'
import { logs } from './rows/s16-logs.ts'
import { errors } from './rows/s17-errors.ts'
import { erasure } from './rows/s18-erasure.ts'
import { services } from './rows/s19-services.ts'
import { cluster } from './rows/s20-cluster.ts'
import { supply } from './rows/s21-supply.ts'
import { administrators } from './rows/s24-administrators.ts'
import { factors } from './rows/s25-factors.ts'
import { otherWays } from './rows/s26-other-ways.ts'

const extension: Row = {
  id: 'S22',
  control: 'extension: no remote code, few permissions, senders checked, tokens in the session’s storage',
  checks: [],
  elsewhere: [{ what: 'a hostile page that sends messages, a worker that is killed in between', where: 'npm test -- e2e/extension' }],
}

export const rows: readonly Row[] = [
  ...[accessTokens, refreshTokens, passwords, access, crossSite, origins, headers, pages, sockets, models, outgoing, limits, injection, sandbox],
  ...[secrets, errors, erasure, services, cluster, supply, extension, administrators, factors, otherWays, logs],
]
