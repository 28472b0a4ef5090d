import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { sentencesIn } from '#client/i18n/translate.ts'
import { en } from '#client/i18n/words.en.ts'
import { createAttempts, type Problem } from '#client/join-page/attempts.ts'

test('the words that join.html names are in the common catalogue', () => {
  const html = readFileSync(join(import.meta.dirname, '..', '..', 'client', 'join.html'), 'utf8')
  const named = [...html.matchAll(/data-(?:say|label)="([^"]+)"/gu)].map(([, name]) => name)
  const known = new Set([...sentencesIn(en)].map(([name]) => name))
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter((name) => name === undefined || !known.has(name))).toEqual([])
})

test('an attempt is repeated while the server does not answer, and no two run at once', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const answers: ((met: Problem | undefined) => void)[] = []
  const attempts = createAttempts(() => new Promise((resolve) => answers.push(resolve)))
  const begun = attempts.begin()
  const again = attempts.begin()
  expect([answers.length, attempts.state.get()]).toEqual([1, { isSending: true, problem: undefined }])
  answers[0]?.({ code: 'network' })
  await Promise.all([begun, again])
  expect(attempts.state.get()).toEqual({ isSending: false, problem: { code: 'network' } })
  await vi.advanceTimersByTimeAsync(3_000)
  expect(answers).toHaveLength(2)
  answers[1]?.(undefined)
  await vi.advanceTimersByTimeAsync(30_000)
  expect([answers.length, attempts.state.get().problem]).toEqual([2, undefined])
})

test('an attempt that is refused, or whose page is left, is not repeated', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const problems: (Problem | undefined)[] = [{ code: 'link_invalid' }, { code: 'network' }, undefined]
  const attempts = createAttempts(() => Promise.resolve(problems.shift()))
  await attempts.begin()
  await vi.advanceTimersByTimeAsync(30_000)
  expect([problems.length, attempts.state.get().problem?.code]).toEqual([2, 'link_invalid'])
  await attempts.begin()
  attempts.close()
  await vi.advanceTimersByTimeAsync(30_000)
  expect(problems).toEqual([undefined])
})
