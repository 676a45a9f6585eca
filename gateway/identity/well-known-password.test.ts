/** What is refused as a password because everybody would try it, and what is not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isWellKnown } from './well-known-password.ts'

test('a common word is refused however it is dressed up, and so is a walk over the keyboard or one key held down', () => {
  for (const password of [
    'password',
    'Password1',
    'P@ssw0rd',
    'Passw0rd2024!',
    'password123456',
    'PASSWORD!!!!',
    'iloveyou1',
    'ILoveYou!',
    'letmein123',
    'Welcome2026',
    'football',
    'superman99',
    'trustno1',
    'monkeymonkey',
    '  sunshine ',
    '12345678',
    '11111111',
    '19841231',
    'abababab',
    'aaaaaaaa',
    'qwertyuiop',
    'qwer1234',
    '1q2w3e4r',
    '1qaz2wsx',
    'zaq12wsx',
    'abcdefgh',
    'abcd1234',
    'asdfghjkl',
    'poiuytrewq',
    'Quint2026',
  ])
    assert.equal(isWellKnown(password), true, password)
})

test('a phrase, a word that is not common and what a manager draws are taken', () => {
  for (const password of [
    'correct horse battery',
    'a long password',
    'sunshine on my shoulders',
    'mein geheimes passwort',
    'paßwörter sind doof',
    'gZ4-kq9-Wv2',
    'hunterscannotqwerty',
    'tea at 4 in Delhi',
    '正しい馬の電池',
    'xkcd936',
    '834910284713',
  ])
    assert.equal(isWellKnown(password), false, password)
})
