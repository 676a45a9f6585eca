/** Every setting of the gateway: name, parser, default, purpose. */
import { meshSettings } from '@quint/rpc/settings.ts'
import { integer, list, oneOf, type Settings, text, url } from '@quint/runtime/config.ts'

export const settings = {
  GATEWAY_HOST: text({ fallback: '127.0.0.1', purpose: 'address to listen on' }),
  GATEWAY_PORT: integer({ min: 0, max: 65_535, fallback: '8080', purpose: 'port to listen on' }),
  GATEWAY_PUBLIC_URL: url({ fallback: 'http://localhost:8080', purpose: 'where learners reach it; https turns on secure cookies' }),
  GATEWAY_DATABASE_URL: url({ secret: true, purpose: 'Postgres, login role of identity' }),
  GATEWAY_DATABASE_READ_URL: url({
    fallback: '',
    secret: true,
    purpose: 'Postgres, a replica of it, login role of identity; empty: everything is read from the first',
  }),
  GATEWAY_DATABASE_OWNER_URL: url({
    fallback: '',
    secret: true,
    purpose: 'Postgres, owner of the schema identity, for migrations; empty: migrate.ts applies them',
  }),
  GATEWAY_SIGNING_KEYS_FILE: text({ purpose: 'private JWKS for access tokens, made when absent; the first key signs, all verify' }),
  GATEWAY_SERVICE_KEY: text({ secret: true, purpose: 'private JWK by which the gateway proves its name to other services' }),
  GATEWAY_ADMIN_EMAILS: list({ fallback: '', purpose: 'accounts that are admins once their e-mail is verified' }),
  GATEWAY_ALLOWED_ORIGINS: list({ fallback: '', purpose: 'other origins that may call the API from a browser' }),
  GATEWAY_TRUSTED_PROXIES: integer({ min: 0, max: 10, fallback: '0', purpose: 'how many proxies in front of it may name the client' }),
  GATEWAY_MAILBOX: oneOf(['on', 'off'], { fallback: 'on', purpose: 'keeps sent mail at /dev/mailbox' }),
  GATEWAY_REQUESTS_PER_MINUTE: integer({ min: 1, max: 1_000_000, fallback: '600', purpose: 'requests of one learner' }),
  GATEWAY_ANONYMOUS_REQUESTS_PER_MINUTE: integer({ min: 1, max: 1_000_000, fallback: '120', purpose: 'requests of one address without a token' }),
  GATEWAY_REGISTRATIONS_PER_HOUR: integer({ min: 1, max: 1_000_000, fallback: '30', purpose: 'registrations from one address' }),
  GATEWAY_LOGINS_PER_QUARTER_HOUR: integer({
    min: 1,
    max: 1_000_000,
    fallback: '10',
    purpose: 'failed sign-ins for one account, and five times as many from one address',
  }),
  GATEWAY_HINTS_PER_MINUTE: integer({ min: 1, max: 1_000_000, fallback: '10', purpose: 'hints of one learner' }),
  SESSIONS_ADDRESS: text({ fallback: '127.0.0.1:7001', purpose: 'host:port of sessions' }),
  HINTS_ADDRESS: text({ fallback: '127.0.0.1:7002', purpose: 'host:port of hints' }),
  WEB_URL: url({ fallback: '', purpose: 'where the web app listens; empty serves the API alone' }),
  BUS_URL: text({ secret: true, purpose: 'event log: Postgres, owner of the schema bus, or kafka://host:port,host:port' }),
  REDIS_URL: url({
    fallback: '',
    secret: true,
    purpose:
      'redis:// or rediss://, common to all gateways: limits, and answers that are kept; empty: each counts by itself and keeps none of a learner',
  }),
  MESH_TRUSTED_KEYS: text({ purpose: 'JWKS with the public keys of all services' }),
  ...meshSettings,
  LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error'], { fallback: 'info', purpose: 'least level of the log' }),
} as const

export type GatewayConfig = Settings<typeof settings>
