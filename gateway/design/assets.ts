/** Routes of files that learners keep beside their designs. */
import type { Asset } from '@quint/proto/gen/quint/runner/v1/design.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { learnerRoute, type Route } from '../http/route.ts'
import { toAsset, toPage } from './mapping.ts'
import type { DesignOptions } from './options.ts'
import * as schema from './schema.ts'

export function assetRoutes({ runner, limits }: DesignOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'get',
      path: '/api/assets',
      summary: 'Files beside your designs, the latest first',
      replies: [200, 'A page of files'],
      query: schema.assets,
      async handle({ query, request, signal }, learner) {
        const { limit, cursor = '', submissionId = '' } = query
        const { assets, nextCursor } = await runner.listAssets({ limit, cursor, submissionId }, { signal, learnerToken: learner.token })
        return { status: 200, body: toPage(assets.map(toAsset), nextCursor, request.originalUrl) }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/assets',
      summary: 'Keep a small text, picture or PDF beside a design; its bytes have to be what its name says',
      replies: [201, 'The file'],
      idempotent: true,
      body: schema.asset,
      async handle({ body, signal, effectId }, learner) {
        await limits.assets.take(learner.userId)
        const asking = { signal, learnerToken: learner.token, ...(effectId === undefined ? {} : { effectId }) }
        const { submissionId = '', name, content } = body
        const { asset } = await runner.putAsset({ submissionId, name, contentType: '', content: Buffer.from(content, 'base64') }, asking)
        return { status: 201, body: { asset: toAsset(there(asset)) } }
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/assets/:id',
      summary: 'A file; never shown inside a page',
      replies: [200, 'Its bytes'],
      streams: true,
      type: '*/*',
      async handle({ params, response, signal }, learner) {
        const { asset, content } = await runner.getAsset({ assetId: params.id ?? '' }, { signal, learnerToken: learner.token })
        const { name, contentType } = there(asset)
        response
          .status(200)
          .setHeader('Content-Type', contentType)
          .setHeader('Content-Disposition', `attachment; filename="${name.replace(/[^A-Za-z0-9 ._-]/g, '_')}"`)
          .setHeader('Content-Length', content.length)
          .end(content)
        return undefined
      },
    }),
    learnerRoute({
      method: 'delete',
      path: '/api/assets/:id',
      summary: 'Take a file away',
      replies: [204, 'It is gone'],
      async handle({ params, signal }, learner) {
        await runner.deleteAsset({ assetId: params.id ?? '' }, { signal, learnerToken: learner.token })
        return { status: 204, body: undefined }
      },
    }),
  ]
}

function there(asset: Asset | undefined): Asset {
  if (asset === undefined) throw new Failure('not_found', 'There is no such file.')
  return asset
}
