/** Every setting of sessions: name, parser, default, purpose. */
import { meshSettings, probeSettings, trustSettings } from '@quint/rpc/settings.ts'
import { integer, oneOf, postgresUrl, type Settings, text } from '@quint/runtime/config.ts'

export const settings = {
  SESSIONS_LISTEN_ADDRESS: text({ fallback: '127.0.0.1:7001', purpose: 'host:port of the gRPC server; port 0 picks a free one' }),
  SESSIONS_DATABASE_URL: postgresUrl({ secret: true, purpose: 'Postgres, login role of sessions' }),
  SESSIONS_DATABASE_READ_URL: postgresUrl({
    fallback: '',
    secret: true,
    purpose: 'Postgres, a replica of it, login role of sessions; empty: everything is read from the first',
  }),
  SESSIONS_DATABASE_OWNER_URL: postgresUrl({
    fallback: '',
    secret: true,
    purpose: 'Postgres, owner of the schema, for migrations; empty: migrate.ts applies them',
  }),
  SESSIONS_SERVICE_KEY: text({ secret: true, purpose: 'private JWK by which sessions proves its name to other services' }),
  SESSIONS_IDLE_ABANDON_HOURS: integer({ min: 1, max: 8760, fallback: '24', purpose: 'a session without an answer for this long is abandoned' }),
  HINTS_ADDRESS: text({ fallback: '127.0.0.1:7002', purpose: 'host:port of hints' }),
  BUS_URL: text({ secret: true, purpose: 'event log: Postgres, owner of the schema bus, or kafka://host:port,host:port' }),
  ...trustSettings,
  ...meshSettings,
  ...probeSettings,
  LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error'], { fallback: 'info', purpose: 'least level of the log' }),
} as const

export type SessionsConfig = Settings<typeof settings>
