/** What the routes of videos are given. */
import type { Database } from '@quint/db/database.ts'
import type { ContentServiceDefinition } from '@quint/proto/gen/quint/content/v1/content.ts'
import type { RpcClient } from '@quint/rpc/client.ts'
import type { Log } from '@quint/runtime/log.ts'
import type { Storage } from '@quint/storage/storage.ts'
import type { Allowances } from '../allowances.ts'
import type { KeptFeed } from './kept-feed.ts'

export interface ContentOptions {
  readonly content: RpcClient<ContentServiceDefinition>['call']
  /** Where the files are: their bytes never go through another service. */
  readonly storage: Storage
  readonly database: Database
  readonly feed: KeptFeed
  readonly limits: Pick<Allowances, 'videos' | 'community'>
  /** Aborted when this gateway leaves. */
  readonly leaving: AbortSignal
  readonly log: Log
}
