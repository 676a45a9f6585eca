/** What programs get from /events. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { catalogue } from './catalogue.ts'
import { documentAt } from './document.ts'

test('the AsyncAPI document, a schema for each type and the consumer in Python are served', () => {
  const asyncApi = documentAt(catalogue, 'asyncapi.json')
  assert.equal(asyncApi?.contentType, 'application/vnd.aai.asyncapi+json')
  assert.deepEqual(JSON.parse(asyncApi.text), catalogue.asyncApi)
  for (const { type, schema } of catalogue.events) assert.deepEqual(JSON.parse(documentAt(catalogue, `schemas/${type}.json`)?.text ?? ''), schema)
  assert.match(documentAt(catalogue, 'consume.py')?.text ?? '', /^"""Reads the events/)
})

test('nothing else is', () => {
  for (const path of ['', 'catalogue.json', 'schemas', 'schemas/nothing.json', 'schemas/../asyncapi.json', '__proto__']) {
    assert.equal(documentAt(catalogue, path), undefined, path)
  }
})

test('every document that a command on the page fetches is served', () => {
  const commands = catalogue.events.flatMap(({ start }) => start.map(({ text }) => text)).join('\n')
  const fetched = new Set([...commands.matchAll(/\{origin\}\/events\/(\S+)/g)].map(([, path = '']) => path))
  assert.deepEqual([...fetched].sort(), ['asyncapi.json', 'consume.py'])
  for (const path of fetched) assert.ok(documentAt(catalogue, path), path)
})
