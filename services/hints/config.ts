/** Every setting of hints: name, parser, default, purpose. */
import { meshSettings, probeSettings, trustSettings } from '@quint/rpc/settings.ts'
import { integer, list, oneOf, postgresUrl, redisUrl, type Settings, text, url } from '@quint/runtime/config.ts'

export const settings = {
  HINTS_LISTEN_ADDRESS: text({ fallback: '127.0.0.1:7002', purpose: 'host:port of the gRPC server; port 0 picks a free one' }),
  HINTS_DATABASE_URL: postgresUrl({ secret: true, purpose: 'Postgres, login role of hints' }),
  HINTS_DATABASE_READ_URL: postgresUrl({
    fallback: '',
    secret: true,
    purpose: 'Postgres, a replica of it, login role of hints; empty: everything is read from the first',
  }),
  HINTS_DATABASE_OWNER_URL: postgresUrl({
    fallback: '',
    secret: true,
    purpose: 'Postgres, owner of the schema, for migrations; empty: migrate.ts applies them',
  }),
  BUS_URL: text({ secret: true, purpose: 'event log: Postgres, owner of the schema bus, or kafka://host:port,host:port' }),
  REDIS_URL: redisUrl({
    fallback: '',
    secret: true,
    purpose: 'redis:// or rediss://, common to all replicas of hints: the budget for models; empty: each replica grants the whole budget',
  }),
  ...trustSettings,
  HINTS_DISCONNECT_GRACE_MS: integer({
    min: 0,
    max: 60_000,
    fallback: '2000',
    purpose: 'how long an abandoned hint waits for its learner before the model is stopped',
  }),
  HINTS_REQUESTS_PER_MINUTE: integer({
    min: 1,
    max: 1000,
    fallback: '10',
    purpose: "a learner's hints from a model in one minute, and as many questions about designs; above it the offline coach answers",
  }),
  HINTS_INTERVIEW_TURNS_PER_MINUTE: integer({
    min: 1,
    max: 1000,
    fallback: '20',
    purpose: "a learner's interview turns, reviews and summaries from a model in one minute; above it the offline interviewer answers",
  }),
  HINTS_TOKENS_PER_DAY: integer({
    min: 1,
    max: 100_000_000,
    fallback: '200000',
    purpose: "a learner's model tokens in one day, of hints, interviews and designs; above it nobody asks a model",
  }),
  HINTS_PROVIDER_ORDER: list({ fallback: 'anthropic,openai,compatible', purpose: 'which configured model is asked first' }),
  ANTHROPIC_API_KEY: text({ fallback: '', secret: true, purpose: 'turns on Anthropic' }),
  ANTHROPIC_BASE_URL: url({ fallback: '', purpose: 'another address of the Anthropic API' }),
  HINTS_ANTHROPIC_MODEL: text({ fallback: '', purpose: 'model name at Anthropic; empty takes the default' }),
  OPENAI_API_KEY: text({ fallback: '', secret: true, purpose: 'turns on OpenAI' }),
  OPENAI_BASE_URL: url({ fallback: '', purpose: 'another address of the OpenAI API' }),
  HINTS_OPENAI_MODEL: text({ fallback: '', purpose: 'model name at OpenAI; empty takes the default' }),
  HINTS_COMPATIBLE_BASE_URL: url({ fallback: '', purpose: 'turns on an OpenAI-compatible server such as Ollama or vLLM' }),
  HINTS_COMPATIBLE_API_KEY: text({ fallback: '', secret: true, purpose: 'key of that server, where it wants one' }),
  HINTS_COMPATIBLE_MODEL: text({ fallback: '', purpose: 'model name at that server' }),
  ...meshSettings,
  ...probeSettings,
  LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error'], { fallback: 'info', purpose: 'least level of the log' }),
} as const

export type HintsConfig = Settings<typeof settings>
