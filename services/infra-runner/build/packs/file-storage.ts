/** Files: names in a database, contents elsewhere. */
import { schemaOf, table, tiers, without } from './design.ts'
import type { Pack } from './pack.ts'

const tables = [
  table('folders', 'id uuid=uuid, title text'),
  table('files', 'id uuid=uuid, folder_id uuid?, name text, size_bytes bigint, blob text?, created_at timestamp=now', {
    indexes: [['folder_id', 'name']],
    foreignKeys: [{ columns: ['folder_id'], table: 'folders', references: ['id'] }],
  }),
]
const scale = { readRps: 600, writeRps: 100, p99Ms: 300, availability: 0.999, dataGb: 2000, consistency: 'read-your-writes' } as const

const good = tiers({
  name: 'file-storage',
  requirements: scale,
  api: { replicas: 2 },
  tables,
  more: [{ id: 'blobs', kind: 'object', replicas: 2, zones: ['a', 'b'] }],
  moreLinks: [{ from: 'api', to: 'blobs', timeoutMs: 3000, retries: { max: 1, backoffMs: 100, jitter: true } }],
  operations: [
    { id: 'createFile', method: 'POST', path: '/files', component: 'api', plan: 'create', table: 'files', auth: true, idempotencyKey: true },
    { id: 'readFile', method: 'GET', path: '/files/{id}', component: 'api', plan: 'get', table: 'files', key: 'id', share: 4 },
    { id: 'listFiles', method: 'GET', path: '/files', component: 'api', plan: 'list', table: 'files', paginated: true },
    { id: 'renameFile', method: 'PATCH', path: '/files/{id}', component: 'api', plan: 'update', table: 'files', key: 'id', auth: true, share: 0.2 },
    { id: 'deleteFile', method: 'DELETE', path: '/files/{id}', component: 'api', plan: 'delete', table: 'files', key: 'id', auth: true, share: 0.2 },
  ],
})

export const fileStorage: Pack = {
  id: 'file-storage',
  title: 'File storage',
  difficulty: 'medium',
  description:
    'People keep files in folders and open them from anywhere. Files are large, their names are small, and what was uploaded is still there next year.',
  scale,
  schema: schemaOf(tables),
  endpoints: [
    { method: 'POST', path: '/files', does: 'adds a file' },
    { method: 'GET', path: '/files/{id}', does: 'shows a file' },
    { method: 'GET', path: '/files', does: 'lists files, page by page' },
    { method: 'DELETE', path: '/files/{id}', does: 'removes it' },
  ],
  needs: [{ kind: 'object', because: 'contents of files make a database large, slow and dear.' }],
  hints: ['What is in the database, and what is not?', 'In which order are a name and its content written, and removed?'],
  semantics: [
    {
      title: 'A file has the name it was given last',
      steps: [
        { method: 'POST', path: '/files', body: { name: 'notes.txt', size_bytes: 12 }, status: 201, keep: { id: 'id' } },
        { method: 'PATCH', path: '/files/{id}', body: { name: 'ideas.txt' }, status: 200 },
        { method: 'GET', path: '/files/{id}', status: 200, expect: { name: 'ideas.txt', size_bytes: 12 } },
      ],
    },
  ],
  tags: ['blobs', 'metadata'],
  good,
  bad: without(good, 'blobs'),
  badBecause: { rule: 'part-missing' },
}
