import { expect, onTestFinished, test } from 'vitest'
import { en as askingEn, fr as askingFr } from '#client/panels/asking/words.ts'
import type { Step, Template } from '#shared/agenda/template.ts'
import { askedIn } from '#shared/asking/asked.ts'
import { AskAudience } from '#shared/asking/ask.ts'
import { readActivity, askedName } from '#shared/board/activities.ts'
import { Role } from '#shared/workshop/role.ts'
import { lead, moveTo } from '#tests/support/agendas.ts'
import { violationsOf } from '#tests/support/axe.ts'
import { openStage } from '#tests/support/browser.ts'
import { exportedBytes, exportedFile } from '#tests/support/exported-file.ts'
import { readPdf } from '#tests/support/pdf-text.ts'
import { joinByLink } from '#tests/support/people.ts'
import { button } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { copyWithActivity } from '#tests/support/product-copy.ts'
import { spawnServer } from '#tests/support/server.ts'
import { joinBoard, outcomeOf } from '#tests/support/socket-voters.ts'
import { timeLimit } from '#tests/support/time-limits.ts'
import { en, fr } from '../fixtures/temperature/words.ts'

/** The types of three parts and a build of the interface: a minute on two free cores. */
const wholeProductMs = timeLimit(300_000)

const path = 'now/temperature'

/** This product does not know the activity. The copy does. */
const template: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'temperature',
  title: { en: 'How we are', fr: 'Où nous en sommes' },
  ask: [],
  phases: [
    {
      id: 'now',
      title: { en: 'Now', fr: 'Maintenant' },
      steps: [
        {
          id: 'temperature',
          activity: 'temperature',
          prompt: [{ en: en.prompt, fr: fr.prompt }],
          seconds: 120,
          writing: 'none',
        } as unknown as Step,
        { id: 'talk', activity: 'talk', prompt: [{ en: 'Talk' }], seconds: 60, writing: 'none' },
      ],
    },
  ],
}

test(
  'an activity that asks is five files and sixty lines: three people play it on a phone and a projector, and reports have it',
  async () => {
    const product = await copyWithActivity()
    onTestFinished(product.remove)
    const added = Object.values(product.changes)
    expect(added.length).toBeLessThanOrEqual(5)
    expect(added.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(60)
    await product.run(
      'node_modules/typescript/bin/tsc',
      '-b',
      '--checkers',
      '1',
      'shared',
      'server',
      'client',
    )
    await product.run('node_modules/vite/bin/vite.js', 'build', '--outDir', `${product.root}/dist/client`)

    const server = await spawnServer({ root: product.root })
    const stage = await openStage(server)
    const board = await server.createBoard({ title: 'Our purpose', language: 'en' })
    const fay = await joinBoard(server, board, { role: Role.facilitator, name: 'Fay' })
    const stateOf = () => askedIn(readActivity(fay.client.doc, askedName), path)
    expect(await lead(fay, { kind: 'agenda.take', template, answers: {} })).toBe('ok')
    await moveTo(fay, path)
    const others = [
      await joinBoard(server, board, { name: 'Bo' }),
      await joinBoard(server, board, { name: 'Cy' }),
    ]
    const [gil, ana, room] = await Promise.all([
      joinByLink(stage, board.links.facilitator, { name: 'Gil' }),
      joinByLink(stage, board.links.participant, { name: 'Ana', language: 'fr', device: phoneDevice }),
      joinByLink(stage, board.links.viewer, { language: 'fr' }),
    ])
    await room.page.goto(`${new URL(room.page.url()).origin}/b/${board.id}/projector`)

    // A choice counts at once; words are kept over a reload until they are given.
    const degree = ana.page.getByRole('group', { name: fr.degree })
    await degree.getByRole('radio', { name: '7' }).check()
    await ana.page.getByText(askingFr.counted).waitFor()
    const word = ana.page.getByLabel(fr.word)
    await word.fill('tiède')
    expect(await violationsOf(ana)).toEqual([])
    await ana.page.reload()
    await expect.poll(() => word.inputValue()).toBe('tiède')
    await expect.poll(() => degree.getByRole('radio', { name: '7' }).isChecked()).toBe(true)
    await button(ana, askingFr.give).click()
    await expect.poll(() => ana.page.getByText(askingFr.counted).count()).toBe(2)

    await fay.client.until(() => stateOf() !== undefined)
    const asked = stateOf()?.id ?? ''
    for (const [index, { client }] of others.entries()) {
      const answer = { kind: 'answer.write', asked, audience: AskAudience.secret } as const
      expect(outcomeOf(await client.command({ ...answer, question: 'degree', value: 4 }))).toBe('ok')
      const said = { ...answer, question: 'word', value: `breeze ${index}` }
      expect(outcomeOf(await client.command(said))).toBe('ok')
    }
    await room.page.getByText(fr.degree).waitFor()
    expect(await room.page.getByText('tiède').count()).toBe(0)

    await button(gil, en.show).click()
    for (const { page } of [room, gil, ana]) {
      await page.getByText('tiède').waitFor()
      await page.getByText('breeze 1').waitFor()
    }
    // The page of the phase does not cover what came out.
    await room.page.locator('.between').waitFor({ state: 'detached' })
    expect(await violationsOf(gil)).toEqual([])
    await button(gil, askingEn.again).waitFor()
    expect(stateOf()?.shown).toMatchObject({ voted: 3, of: 3 })

    for (const [language, words] of [
      ['en', en],
      ['fr', fr],
    ] as const) {
      const markdown = await exportedFile(server, fay, 'markdown', language)
      const pdf = await readPdf(await exportedBytes(server, fay, { format: 'report', language }))
      const paper = pdf.pages.join('\n')
      for (const text of [words.degree, words.word, 'tiède', 'breeze 0']) {
        expect(markdown).toContain(text)
        expect(paper).toContain(text)
      }
    }
    const json = await exportedFile(server, fay, 'json')
    expect(json).toContain('tiède')
    for (const { session } of [...others, fay]) expect(json).not.toContain(session.participant.id)
  },
  wholeProductMs,
)
