import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { readEditor, trustedReading } from './editor.ts'

function withEditors(...editors: readonly object[]): void {
  Object.assign(globalThis, { monaco: { editor: { getEditors: () => editors } } })
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'monaco')
})

const editor = (code: string, more: object = {}) => ({ getModel: () => ({ getValue: () => code, getLanguageId: () => 'python' }), ...more })
const readOnly = { getRawOptions: () => ({ readOnly: true }) }

test('the code comes from the editor that is written in', () => {
  withEditors(editor('solution', readOnly), editor('mine'))
  assert.deepEqual(readEditor('n', 100), { nonce: 'n', code: 'mine', language: 'python' })
  withEditors(editor('first'), editor('focused', { hasTextFocus: () => true }))
  assert.equal(readEditor('n', 100)?.code, 'focused')
})

test('without an editor, or with a broken one, there is no code', () => {
  assert.equal(readEditor('n', 100), undefined)
  withEditors({ getModel: () => null })
  assert.equal(readEditor('n', 100), undefined)
  withEditors({
    getModel() {
      throw new Error('no')
    },
  })
  assert.equal(readEditor('n', 100), undefined)
})

test('the code is bounded in the page already', () => {
  withEditors(editor('x'.repeat(1000)))
  assert.equal(readEditor('n', 100)?.code.length, 100)
})

test('only an answer with the nonce, of the right shape and size, is taken', () => {
  assert.deepEqual(trustedReading({ nonce: 'n', code: 'a\r\nb', language: 'c++' }, 'n'), { code: 'a\nb', language: 'c++' })
  assert.equal(trustedReading({ nonce: 'n', code: 'a', language: '<script>' }, 'n')?.language, '')
  for (const forged of [
    undefined,
    null,
    'code',
    {},
    { nonce: 'm', code: 'a', language: 'b' },
    { nonce: 'n', code: { toString: () => 'a' }, language: 'b' },
    { nonce: 'n', code: ' ', language: 'b' },
    { nonce: 'n', code: 'a' },
    { nonce: 'n', code: 'x'.repeat(65_537), language: 'b' },
  ])
    assert.equal(trustedReading(forged, 'n'), undefined)
})
