import assert from 'node:assert/strict'
import { test } from 'node:test'
import { timeZones } from './time-zones.ts'

test('a zone in use can be chosen even when the browser does not list it', () => {
  const zones = timeZones(['Etc/GMT+3', 'Europe/Berlin', 'Europe/Berlin'])
  for (const zone of ['Etc/GMT+3', 'UTC', 'Europe/Berlin', 'America/New_York']) assert.equal(zones.filter((known) => known === zone).length, 1, zone)
  assert.deepEqual(zones, zones.toSorted())
})
