/** Every setting of content: name, parser, default, purpose. */
import { meshSettings, probeSettings, trustSettings } from '@quint/rpc/settings.ts'
import { integer, list, oneOf, postgresUrl, redisUrl, type Settings, text, url } from '@quint/runtime/config.ts'

export const settings = {
  CONTENT_LISTEN_ADDRESS: text({ fallback: '127.0.0.1:7005', purpose: 'host:port of the gRPC server; port 0 picks a free one' }),
  CONTENT_DATABASE_URL: postgresUrl({ secret: true, purpose: 'Postgres, login role of content' }),
  CONTENT_DATABASE_READ_URL: postgresUrl({
    fallback: '',
    secret: true,
    purpose: 'Postgres, a replica of it, login role of content; empty: everything is read from the first',
  }),
  CONTENT_DATABASE_OWNER_URL: postgresUrl({
    fallback: '',
    secret: true,
    purpose: 'Postgres, owner of the schema, for migrations; empty: migrate.ts applies them',
  }),
  CONTENT_STORAGE_URL: text({ fallback: '.quint/videos', purpose: 'where videos are kept: a folder, or s3://bucket/prefix?endpoint=…&region=…' }),
  CONTENT_STORAGE_KEY_ID: text({ fallback: '', secret: true, purpose: 'name of the key of that bucket' }),
  CONTENT_STORAGE_SECRET: text({ fallback: '', secret: true, purpose: 'the key of that bucket' }),
  CONTENT_WORK_DIR: text({ fallback: '.quint/rendering', purpose: 'where scenes are rendered and kept, to be used again' }),
  CONTENT_WORK_BYTES: integer({ min: 0, max: 1_000_000_000_000, fallback: '1000000000', purpose: 'how much of them is kept' }),
  CONTENT_RENDERER: oneOf(['built-in', 'ffmpeg'], { fallback: 'built-in', purpose: 'what makes films: npm packages alone, or an installed ffmpeg' }),
  CONTENT_VOICE: oneOf(['flite', 'espeak-ng', 'endpoint'], {
    fallback: 'flite',
    purpose: "who speaks: a voice that is always there, an installed espeak-ng, or an address that speaks OpenAI's speech protocol (Kokoro)",
  }),
  CONTENT_ESPEAK_VOICE: text({ fallback: 'en-us', purpose: 'which voice of espeak-ng' }),
  CONTENT_SPEECH_BASE_URL: url({ fallback: '', purpose: 'address of the voice, with the version path' }),
  CONTENT_SPEECH_API_KEY: text({ fallback: '', secret: true, purpose: 'key of that address, where it wants one' }),
  CONTENT_SPEECH_MODEL: text({ fallback: 'kokoro', purpose: 'model name at that address' }),
  CONTENT_SPEECH_VOICE: text({ fallback: 'af_heart', purpose: 'name of the voice at that address' }),
  CONTENT_RENDERS_AT_ONCE: integer({ min: 1, max: 64, fallback: '1', purpose: 'videos that one instance makes at once' }),
  CONTENT_RENDER_DEADLINE_MS: integer({ min: 1, max: 3_600_000, fallback: '300000', purpose: 'how long one rendering may take' }),
  CONTENT_VIDEOS_AT_ONCE: integer({ min: 1, max: 100_000, fallback: '3', purpose: 'videos of one learner that are being made' }),
  CONTENT_VIDEOS_PER_DAY: integer({ min: 1, max: 1_000_000, fallback: '20', purpose: 'videos that one learner asks for' }),
  CONTENT_PROVIDER_ORDER: list({ fallback: 'compatible,anthropic,openai', purpose: 'which configured model is asked first for a script' }),
  ANTHROPIC_API_KEY: text({ fallback: '', secret: true, purpose: 'turns on Anthropic' }),
  ANTHROPIC_BASE_URL: url({ fallback: '', purpose: 'another address of the Anthropic API' }),
  CONTENT_ANTHROPIC_MODEL: text({ fallback: '', purpose: 'model name at Anthropic; empty takes the default' }),
  OPENAI_API_KEY: text({ fallback: '', secret: true, purpose: 'turns on OpenAI' }),
  OPENAI_BASE_URL: url({ fallback: '', purpose: 'another address of the OpenAI API' }),
  CONTENT_OPENAI_MODEL: text({ fallback: '', purpose: 'model name at OpenAI; empty takes the default' }),
  CONTENT_COMPATIBLE_BASE_URL: url({ fallback: '', purpose: 'turns on an OpenAI-compatible server such as Ollama or vLLM' }),
  CONTENT_COMPATIBLE_API_KEY: text({ fallback: '', secret: true, purpose: 'key of that server, where it wants one' }),
  CONTENT_COMPATIBLE_MODEL: text({ fallback: '', purpose: 'model name at that server' }),
  CONTENT_COMPATIBLE_AT_ONCE: integer({
    min: 1,
    max: 256,
    fallback: '1',
    purpose: 'requests that server works on together: 1 for Ollama as it comes, more for one that batches, such as vLLM',
  }),
  CONTENT_COMPATIBLE_WAITING: integer({
    min: 0,
    max: 10_000,
    fallback: '50',
    purpose: 'requests that wait for it; above them the next model is asked',
  }),
  CONTENT_OLLAMA_URL: url({ fallback: '', purpose: 'address of Ollama without a path: its model is loaded, unloaded and told by its digest' }),
  CONTENT_MODEL_MEMORY_BYTES: integer({
    min: 0,
    max: 10_000_000_000_000,
    fallback: '0',
    purpose: 'memory for models of Ollama; 0 leaves it to Ollama',
  }),
  CONTENT_GUARD_MODEL: text({
    fallback: '',
    purpose: 'a judging model such as llama-guard3:1b at the compatible server; empty: rules and moderators alone',
  }),
  CONTENT_TOKENS_PER_DAY: integer({
    min: 1,
    max: 100_000_000,
    fallback: '100000',
    purpose: "a learner's model tokens in one day; above it only topics that are written down are explained",
  }),
  BUS_URL: text({ secret: true, purpose: 'event log: Postgres, owner of the schema bus, or kafka://host:port,host:port' }),
  REDIS_URL: redisUrl({
    fallback: '',
    secret: true,
    purpose: 'redis:// or rediss://, common to all replicas of content: the budget for models; empty: each replica grants the whole budget',
  }),
  ...trustSettings,
  ...meshSettings,
  ...probeSettings,
  LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error'], { fallback: 'info', purpose: 'least level of the log' }),
} as const

export type ContentConfig = Settings<typeof settings>
