/** The laws of the bus and of delivery, on Kafka. */
import type { Bus } from '@quint/bus/bus.ts'
import { type BusPlace, busLaws, suite } from '@quint/bus/bus-suite.ts'
import { deliveryLaws, openPlace } from '@quint/bus/delivery-suite.ts'
import { openBus } from '@quint/bus/open.ts'
import { replayLaws } from '@quint/bus/replay-suite.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { engine } from './engine.ts'

/** Names of its own for each place, on one broker. */
const freshUrl = (): string => `${engine('kafka')}?prefix=${uuidv7()}.`

async function openBusPlace(): Promise<BusPlace> {
  const url = freshUrl()
  const owned = new AsyncDisposableStack()
  const another = async (): Promise<Bus> => openBus(url)
  return { bus: owned.use(await another()), another, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

const openDeliveryPlace = () => openPlace(() => openBus(freshUrl()))

suite('Kafka', busLaws, openBusPlace)
suite('Kafka', deliveryLaws, openDeliveryPlace)
suite('Kafka', replayLaws, openDeliveryPlace)
