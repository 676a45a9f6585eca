/** Every setting of plans: name, parser, default, purpose. */
import { meshSettings, probeSettings, trustSettings } from '@quint/rpc/settings.ts'
import { integer, list, oneOf, postgresUrl, redisUrl, type Settings, text, url } from '@quint/runtime/config.ts'

export const settings = {
  PLANS_LISTEN_ADDRESS: text({ fallback: '127.0.0.1:7004', purpose: 'host:port of the gRPC server; port 0 picks a free one' }),
  PLANS_DATABASE_URL: postgresUrl({ secret: true, purpose: 'Postgres, login role of plans' }),
  PLANS_DATABASE_READ_URL: postgresUrl({
    fallback: '',
    secret: true,
    purpose: 'Postgres, a replica of it, login role of plans; empty: everything is read from the first',
  }),
  PLANS_DATABASE_OWNER_URL: postgresUrl({
    fallback: '',
    secret: true,
    purpose: 'Postgres, owner of the schema, for migrations; empty: migrate.ts applies them',
  }),
  OPENAI_API_KEY: text({ fallback: '', secret: true, purpose: 'turns on embeddings by OpenAI; empty: profiles are compared by their words' }),
  PLANS_EMBEDDINGS_URL: url({ fallback: '', purpose: 'another server that speaks OpenAI embeddings, such as http://127.0.0.1:11434/v1' }),
  PLANS_EMBEDDINGS_MODEL: text({ fallback: 'text-embedding-3-small', purpose: 'its model; vectors of 1536 numbers' }),
  PLANS_SERVICE_KEY: text({ secret: true, purpose: 'private JWK by which plans proves its name to other services' }),
  RUNNER_ADDRESS: text({ fallback: '127.0.0.1:7003', purpose: 'host:port of the runner, which tells the problems of the interview bank' }),
  PLANS_PROVIDER_ORDER: list({ fallback: 'anthropic,openai,compatible', purpose: 'which configured model is asked first for weights and reasons' }),
  ANTHROPIC_API_KEY: text({ fallback: '', secret: true, purpose: 'turns on Anthropic' }),
  ANTHROPIC_BASE_URL: url({ fallback: '', purpose: 'another address of the Anthropic API' }),
  PLANS_ANTHROPIC_MODEL: text({ fallback: '', purpose: 'model name at Anthropic; empty takes the default' }),
  OPENAI_BASE_URL: url({ fallback: '', purpose: 'another address of the OpenAI API' }),
  PLANS_OPENAI_MODEL: text({ fallback: '', purpose: 'model name at OpenAI; empty takes the default' }),
  PLANS_COMPATIBLE_BASE_URL: url({ fallback: '', purpose: 'turns on an OpenAI-compatible server such as Ollama or vLLM' }),
  PLANS_COMPATIBLE_API_KEY: text({ fallback: '', secret: true, purpose: 'key of that server, where it wants one' }),
  PLANS_COMPATIBLE_MODEL: text({ fallback: '', purpose: 'model name at that server' }),
  PLANS_TOKENS_PER_DAY: integer({
    min: 1,
    max: 100_000_000,
    fallback: '100000',
    purpose: "a learner's model tokens in one day; above it the solver plans alone",
  }),
  PLANS_PUSH_CONTACT: text({ fallback: 'mailto:quint@localhost', purpose: 'whom push services may write to' }),
  PLANS_PUSH_HOSTS: list({
    fallback: 'fcm.googleapis.com,updates.push.services.mozilla.com,web.push.apple.com,.notify.windows.com',
    purpose: 'push services that reminders are sent to; a leading dot stands for every host below',
  }),
  BUS_URL: text({ secret: true, purpose: 'event log: Postgres, owner of the schema bus, or kafka://host:port,host:port' }),
  REDIS_URL: redisUrl({
    fallback: '',
    secret: true,
    purpose: 'redis:// or rediss://, common to all replicas of plans: the budget for models; empty: each replica grants the whole budget',
  }),
  ...trustSettings,
  ...meshSettings,
  ...probeSettings,
  LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error'], { fallback: 'info', purpose: 'least level of the log' }),
} as const

export type PlansConfig = Settings<typeof settings>
