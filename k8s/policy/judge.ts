/** Every policy at once, as each overlay must keep it. */
import type { Manifest } from '../manifest.ts'
import { judgeSchema } from '../render.ts'
import { judgeKafka } from './kafka.ts'
import { judgeLearnersCode } from './learners-code.ts'
import { judgeLife, judgeRedundancy } from './life.ts'
import { judgeNetwork } from './network.ts'
import { judgeOpenWays } from './open.ts'
import { judgeImages, judgePods } from './pod.ts'
import { judgeRedis } from './redis.ts'
import { judgeSeals, judgeStores } from './seal.ts'
import { judgeSettings, type KnownSettings } from './setting.ts'
import { judgeWatch } from './watch.ts'

/** @param local true on a cluster on one machine: one of each will do, from an image that was built there. */
export function judge(manifests: readonly Manifest[], known: KnownSettings, local: boolean): readonly string[] {
  const everywhere = [
    ...judgeSchema(manifests),
    ...judgePods(manifests),
    ...judgeLife(manifests),
    ...judgeNetwork(manifests),
    ...judgeSettings(manifests, known),
    ...judgeSeals(manifests),
    ...judgeOpenWays(manifests),
    ...judgeRedis(manifests),
    ...judgeKafka(manifests),
    ...judgeWatch(manifests, known),
  ]
  return local
    ? everywhere
    : [...everywhere, ...judgeImages(manifests), ...judgeRedundancy(manifests), ...judgeStores(manifests), ...judgeLearnersCode(manifests)]
}
